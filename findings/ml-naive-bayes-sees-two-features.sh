#!/usr/bin/env bash
# ml-naivebayes 4.0.0: GaussianNB predicts by the first two features and never looks at the others.
# Seen: four features of noise, two classes, ten deviations added to one feature of the second class. If that is the
# first or the second feature all of 200 rows are right; if it is the third or fourth, about half are.
# Expected before: 200 of 200 wherever the feature stands, as naive Bayes multiplies over all features. But the loop
# runs to the length of the pair of numbers that is kept of a feature, which is 2, not to the number of features.
# Means of all features are fitted and saved, so that the model looks whole. Put the columns in another order and fit
# again: the accuracy must stay the same.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm pkg set type=module >/dev/null
npm install --no-audit --no-fund --loglevel=error ml-naivebayes@4.0.0 ml-matrix@6.15.1
cat > try.mjs <<'T'
import { GaussianNB } from 'ml-naivebayes'

let state = 3
const uniform = () => (state = (state * 16807) % 2147483647) / 2147483647
const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
const labels = Array.from({ length: 200 }, (_, i) => i % 2)

const right = [0, 1, 2, 3].map((place) => {
  const rows = labels.map((label) => [0, 1, 2, 3].map((i) => normal() + (i === place ? 10 * label : 0)))
  const model = new GaussianNB()
  model.train(rows, labels)
  return model.predict(rows).filter((label, i) => label === labels[i]).length
})
console.log(`of 200 rows right, by where the telling feature stands: ${right.join(', ')}`)
const half = right.slice(2).every((count) => count > 70 && count < 130)
process.exit(right[0] === 200 && right[1] === 200 && half ? 0 : 1)
T
node try.mjs
