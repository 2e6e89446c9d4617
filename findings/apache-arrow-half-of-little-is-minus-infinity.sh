#!/usr/bin/env bash
# apache-arrow 21.2.0 (JavaScript): numbers that float16 cannot hold become wild ones in a Float16 column.
# Seen: 1e-8 is stored as -Infinity, 1e-10 as 5.3e-5, 1e-300 as NaN, 65536 as 2 and 70000 as 2.13.
# 6e-8, the smallest float16, and 65504, the greatest, are kept; Infinity and NaN too.
# Expected before: 0 and Infinity, as numpy and every engine's cast to half has it; or an error.
# A gradient or a learning rate below 3e-8 may be -Infinity on the chart, and a loss scale of 65536 is 2.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm pkg set type=module >/dev/null
npm install --no-audit --no-fund --loglevel=error apache-arrow@21.2.0
cat > try.mjs <<'T'
import { Float16, vectorFromArray } from 'apache-arrow'

const given = [6e-8, 1e-8, 1e-10, 1e-300, 65504, 65536, 70000, Infinity]
const kept = [...vectorFromArray(given, new Float16())].map((value) => Number(value.toPrecision(3)))
console.log(`given: ${given}; kept: ${kept}`)
process.exit(String(kept) === '5.96e-8,-Infinity,0.0000532,NaN,65500,2,2.13,Infinity' ? 0 : 1)
T
node try.mjs
