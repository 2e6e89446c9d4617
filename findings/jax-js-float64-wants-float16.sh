#!/usr/bin/env bash
# @jax-js/jax 0.1.25: numpy.array of a Float64Array throws where JavaScript has no Float16Array (Node 20 and 22).
# Seen: "ReferenceError: Float16Array is not defined"; a Float32Array is taken. An empty class of that name helps.
# Expected before: that only arrays of half precision need it; the check for it stands before the one for float64.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm pkg set type=module >/dev/null
npm install --no-audit --no-fund --loglevel=error @jax-js/jax@0.1.25
cat > try.mjs <<'T'
// On newer Node: as if it were an older one.
delete globalThis.Float16Array
const { defaultDevice, init, numpy: np } = await import('@jax-js/jax')
await init('wasm')
defaultDevice('wasm')

function outcome(make) {
  try {
    make()
    return 'taken'
  } catch (error) {
    return `${error.name}: ${error.message}`
  }
}

const single = outcome(() => np.array(Float32Array.of(1, 2)))
const double = outcome(() => np.array(Float64Array.of(1, 2)))
console.log(`Float32Array: ${single}; Float64Array: ${double}`)
process.exit(single === 'taken' && double.includes('Float16Array is not defined') ? 0 : 1)
T
node try.mjs
