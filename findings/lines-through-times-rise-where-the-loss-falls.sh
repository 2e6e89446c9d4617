#!/usr/bin/env bash
# regression 2.0.1, ml-regression-simple-linear 3.0.1, echarts-stat 1.2.0, d3-regression 2.2.0: a line through points
# whose x is the time in milliseconds has a slope that is made of rounding errors, if they span a minute or two.
# Seen: of a loss that falls from 1 by 0.005 a second, a point each second, 100 points: the first three say that it
# rises by 0.0095 a second, d3-regression that it falls by 0.0003. With 101 points regression says 0, two -Infinity.
# From times counted from the first one on all are right, and simple-statistics 7.12.1 is right of both.
# Expected before: the same slope wherever time begins: each x is an exact double. But the formula of the text books
# subtracts two numbers near 1e28 that differ behind their last digit.
# What is left of a training is guessed from its last minute: it never ends, or diverges. Subtract the first time.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm pkg set type=module >/dev/null
npm install --no-audit --no-fund --loglevel=error regression@2.0.1 ml-regression-simple-linear@3.0.1 \
  echarts-stat@1.2.0 d3-regression@2.2.0 simple-statistics@7.12.1
cat > try.mjs <<'T'
import { regressionLinear } from 'd3-regression'
import ecStat from 'echarts-stat'
import { SimpleLinearRegression } from 'ml-regression-simple-linear'
import regression from 'regression'
import { linearRegression } from 'simple-statistics'

const slopes = {
  regression: (points) => regression.linear(points, { precision: 20 }).equation[0],
  'ml-regression': (points) => new SimpleLinearRegression(points.map(([x]) => x), points.map(([, y]) => y)).slope,
  'echarts-stat': (points) => ecStat.regression('linear', points).parameter.gradient,
  'd3-regression': (points) => regressionLinear().x(([x]) => x).y(([, y]) => y)(points).a,
  'simple-statistics': (points) => linearRegression(points).m,
}

/** The slope per second, by library. */
function lines(start, count) {
  const points = Array.from({ length: count }, (_, second) => [start + second * 1000, 1 - second * 0.005])
  return Object.values(slopes).map((slope) => Number((slope(points) * 1000).toFixed(4)))
}

const now = 1_796_000_000_000
const [hundred, more, fromZero] = [lines(now, 100), lines(now, 101), lines(0, 100)]
console.log(Object.keys(slopes).join(', '))
console.log(`100 points ${hundred}; 101 points ${more}; from zero on ${fromZero}`)
const wrong = String(hundred.slice(0, 4)) === '0.0095,0.0095,0.0095,-0.0003'
const right = fromZero.every((slope) => slope === -0.005) && hundred[4] === -0.005 && more[4] === -0.005
process.exit(wrong && more.slice(0, 4).every((slope) => Math.abs(slope + 0.005) > 0.004) && right ? 0 : 1)
T
node try.mjs
