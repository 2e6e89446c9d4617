#!/usr/bin/env bash
# vega-loader 5.1.3 (Node): with parse "auto" a column of run names is a column of dates, and NaN makes numbers text.
# Seen: "run 1" to "run 12" become the first days of the twelve months of 2001, as milliseconds; with a "run 13" they
# all stay text. "adam 3" is March, "resnet-18" is text. The losses 0.5, NaN and 0.25 stay texts, too.
# Expected before: text for names, as of d3.autoType, which takes only ISO dates, and numbers for numbers, as for
# "Infinity". But a date is whatever Date.parse takes, and V8 reads much into a small number behind a word.
# A comparison shows months instead of runs, and one NaN sorts the losses as words. Name the types:
# parse: { run: 'string', loss: 'number' }.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm pkg set type=module >/dev/null
npm install --no-audit --no-fund --loglevel=error vega-loader@5.1.3 d3-dsv@3.0.1
cat > try.mjs <<'T'
import { autoType, csvParse } from 'd3-dsv'
import { read } from 'vega-loader'

const column = (values, parse = 'auto') =>
  read(['v', ...values].join('\n'), { type: 'csv', parse }).map((row) => row.v)
const names = (count) => Array.from({ length: count }, (_, i) => `run ${i + 1}`)
const month = (value) => (typeof value === 'number' ? new Date(value).getMonth() + 1 : value)
const seen = {
  twelve: column(names(12)).map(month),
  thirteen: column(names(13)),
  others: ['adam 3', 'resnet-18'].map((name) => month(column([name])[0])),
  losses: column(['0.5', 'NaN', '0.25']),
  named: [column(names(12), { v: 'string' })[11], column(['0.5', 'NaN', '0.25'], { v: 'number' })[2]],
  d3: csvParse('v\nrun 1', autoType)[0].v,
}
console.log(seen)
const expected = {
  twelve: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  thirteen: names(13),
  others: [3, 'resnet-18'],
  losses: ['0.5', 'NaN', '0.25'],
  named: ['run 12', 0.25],
  d3: 'run 1',
}
process.exit(JSON.stringify(seen) === JSON.stringify(expected) ? 0 : 1)
T
node try.mjs
