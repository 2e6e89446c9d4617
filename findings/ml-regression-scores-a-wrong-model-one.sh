#!/usr/bin/env bash
# ml-regression 6.3.0 (ml-regression-base 4.0.1): score() gives r2 = 1 to predictions that are all wrong.
# Seen: a model that says 10, 20, 30, 40 where 1, 2, 3, 4 are true has r2 = 1, as has one whose answers rise where the
# truth falls (-1, -2, -3, -4, with chi2 -1210); rmsd is 24.6 and 30.1.
# Expected before: 1 minus the residual sum of squares over the total one, -485 here, which is R² to scikit-learn and
# Keras. What is given is the square of the correlation, which knows neither scale, shift nor sign.
# On the data that a line was fitted to both are the same; on validation data only one tells that a model is no good.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm pkg set type=module >/dev/null
npm install --no-audit --no-fund --loglevel=error ml-regression@6.3.0 ml-regression-base@4.0.1
cat > try.mjs <<'T'
import { SimpleLinearRegression } from 'ml-regression'

const model = new SimpleLinearRegression([1, 2, 3, 4], [10, 20, 30, 40])
const scores = [1, -1].map((sign) => {
  const truth = [1, 2, 3, 4].map((y) => y * sign)
  const { r2, chi2, rmsd } = model.score([1, 2, 3, 4], truth)
  const mean = truth.reduce((sum, y) => sum + y) / 4
  const residual = truth.reduce((sum, y, i) => sum + (y - model.predict(i + 1)) ** 2, 0)
  const total = truth.reduce((sum, y) => sum + (y - mean) ** 2, 0)
  return [r2, chi2, rmsd, 1 - residual / total].map((value) => Number(value.toPrecision(3)))
})
console.log(scores.map(([r2, chi2, rmsd, real]) => `r2 ${r2}, chi2 ${chi2}, rmsd ${rmsd}, R² ${real}`).join('; '))
process.exit(String(scores) === '1,810,24.6,-485,1,-1210,30.1,-725' ? 0 : 1)
T
node try.mjs
