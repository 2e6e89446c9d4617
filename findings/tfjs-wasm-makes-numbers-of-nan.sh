#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0: the WebAssembly backend makes numbers of NaN where the cpu backend keeps NaN.
# Seen: of NaN clipByValue(0, 1) is 0, relu6 is 0, the mean of a window with it by avgPool is -Infinity, and as bool it
# is false; on cpu these are NaN, NaN, NaN and true. As bool, Infinity is false too, and -1 is 255.
# Expected before: that backends differ in speed and in the last digits.
# A training that diverged in the browser goes on with finite numbers, or is said to have overflowed; clipping, which
# is there against explosions, hides one. Whoever debugs on cpu sees another picture.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm pkg set type=module >/dev/null
npm install --no-audit --no-fund --loglevel=error @tensorflow/tfjs@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0
cat > try.mjs <<'T'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'

setWasmPaths(`${dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'))}/`)
const seen = {}
for (const backend of ['cpu', 'wasm']) {
  await tf.setBackend(backend)
  await tf.ready()
  const nan = tf.tensor1d([NaN])
  const window = tf.tensor4d([NaN, 1, 2, 0], [1, 2, 2, 1])
  const results = [
    tf.clipByValue(nan, 0, 1),
    tf.relu6(nan),
    tf.avgPool(window, 2, 2, 'valid'),
    tf.cast(tf.tensor1d([NaN, Infinity, -1]), 'bool'),
  ]
  seen[tf.getBackend()] = results.map((result) => [...result.dataSync()].join(' ')).join(', ')
}
console.log(`cpu: ${seen.cpu}; wasm: ${seen.wasm}`)
process.exit(seen.cpu === 'NaN, NaN, NaN, 1 1 1' && seen.wasm === '0, 0, -Infinity, 0 0 255' ? 0 : 1)
T
node try.mjs 2>/dev/null | tail -n 1
