#!/usr/bin/env bash
# ml-logistic-regression 2.0.0 (ml-matrix 6.15.1): the model has a weight for each feature and no constant term.
# Seen: one feature, 10 to 12 in class 0 and 13 to 15 in class 1: 5,000 and 500,000 steps both say class 1 for all.
# After 12.5 is subtracted from the same feature all six are right. Nothing is warned of.
# Expected before: six of six, as the data are parted by one threshold, and logistic regression has an intercept, as
# scikit-learn's has unless it is told otherwise. Here the border must go through the origin.
# Accuracies, temperatures or years, always positive, give one class or little better than chance, and the features
# are blamed. Subtract the mean, or add a column of ones.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm pkg set type=module >/dev/null
npm install --no-audit --no-fund --loglevel=error ml-logistic-regression@2.0.0 ml-matrix@6.15.1
cat > try.mjs <<'T'
import LogisticRegression from 'ml-logistic-regression'
import { Matrix } from 'ml-matrix'

const classes = [0, 0, 0, 1, 1, 1]

/** What is said of rows that the model was trained on. */
function said(rows, numSteps) {
  const features = new Matrix(rows)
  const model = new LogisticRegression({ numSteps, learningRate: 5e-3 })
  model.train(features, Matrix.columnVector(classes))
  return model.predict(features)
}

const features = [10, 11, 12, 13, 14, 15]
const plain = [5_000, 500_000].map((steps) => said(features.map((x) => [x]), steps))
const centred = said(features.map((x) => [x - 12.5]), 5_000)
const withOnes = said(features.map((x) => [x - 12.5, 1]), 5_000)
console.log(`plain ${JSON.stringify(plain)}; centred ${centred}; centred, with ones ${withOnes}`)
const right = [centred, withOnes].every((each) => String(each) === String(classes))
process.exit(plain.every((each) => each.every((one) => one === 1)) && right ? 0 : 1)
T
node try.mjs
