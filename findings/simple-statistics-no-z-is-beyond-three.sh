#!/usr/bin/env bash
# simple-statistics 7.12.1: cumulativeStdNormalProbability never goes beyond 0.999, and z has two digits.
# Seen: 0.999 for z = 3.1, 4, 6 and 40, and 0.001 for -6; 0.8907 for 1.2251 and for 1.2349. By errorFunction of the
# same package it is 0.99997 for 4 and 0.999999999 for 6.
# Expected before: numbers that go on to 1. That a table is looked up is said, but not that it ends at 3.09 and that
# its last entry stands for all that is beyond.
# A two-sided p value made of it is never below 0.002: corrected for 26 comparisons nothing is significant, however
# far apart. Use 0.5 + 0.5 * errorFunction(z / Math.SQRT2).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm pkg set type=module >/dev/null
npm install --no-audit --no-fund --loglevel=error simple-statistics@7.12.1
cat > try.mjs <<'T'
import { cumulativeStdNormalProbability, errorFunction } from 'simple-statistics'

const far = [3.1, 4, 6, 40, -6].map((z) => cumulativeStdNormalProbability(z))
const near = [1.2251, 1.2349].map((z) => cumulativeStdNormalProbability(z))
const exact = [4, 6].map((z) => 0.5 + 0.5 * errorFunction(z / Math.SQRT2))
console.log(`3.1, 4, 6, 40, -6: ${far.join(', ')}; 1.2251, 1.2349: ${near.join(', ')}; exactly ${exact.join(', ')}`)
const same = String(far) === '0.999,0.999,0.999,0.999,0.001' && near[0] === near[1]
process.exit(same && Math.abs(exact[0] - 0.99996833) < 1e-6 && Math.abs(exact[1] - 1) < 1e-6 ? 0 : 1)
T
node try.mjs
