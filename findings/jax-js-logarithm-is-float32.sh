#!/usr/bin/env bash
# @jax-js/jax 0.1.25 on WebAssembly: log and exp of float64 arrays have single precision, log near 1 no digit at all.
# Seen: log(0.9999999) is off by about a hundred times its value, log(1.0000001) by a fifth, exp(1) by 3e-8.
# Expected before: that float64 is computed in float64 throughout, as every other operation there is.
# A cross-entropy near 0, where training ends, loses its digits; a loss is better computed beside the engine.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm pkg set type=module >/dev/null
npm install --no-audit --no-fund --loglevel=error @jax-js/jax@0.1.25
cat > try.mjs <<'T'
// Node below 24 has none, and the library names it.
globalThis.Float16Array ??= class Float16Array {}
const { defaultDevice, init, numpy: np } = await import('@jax-js/jax')
await init('wasm')
defaultDevice('wasm')

async function relativeError(name, x) {
  const exact = Math[name](x)
  // Two values: an array of equal ones is folded into a constant, and exact.
  const [got] = await np[name](np.array(Float64Array.of(x, 0.5))).data()
  return Math.abs(got - exact) / Math.abs(exact)
}

const below = await relativeError('log', 0.9999999)
const above = await relativeError('log', 1.0000001)
const power = await relativeError('exp', 1)
const [a, b, c] = [below, above, power].map((error) => error.toExponential(1))
console.log(`off by ${a} at log(0.9999999), ${b} at log(1.0000001), ${c} at exp(1)`)
process.exit(below > 1 && above > 0.01 && power > 1e-9 ? 0 : 1)
T
node try.mjs
