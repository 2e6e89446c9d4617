#!/usr/bin/env bash
# chart.js 4.6.1: what min-max decimation shows of a NaN and of a spike near it hangs on where in its pixel the NaN is.
# Seen: 20,000 losses of 1 on 200 pixels, 100 to a pixel, one of them 50. With NaN as the first of its 100 the spike is
# lost and there is a gap. With NaN as the second the spike is kept and the gap is lost.
# Expected before: a spike and a gap both seen wherever they are, as min-max is the algorithm to choose for peaks and
# spanGaps is off. Least and greatest begin as the pixel's first value, and no number is less or greater than NaN.
# A loss that is NaN at every hundredth step is drawn as a whole line, or as no line at all. Leave decimation off where
# a value can be NaN, or give it only the numbers and mark the NaN in another set.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm pkg set type=module >/dev/null
npm install --no-audit --no-fund --loglevel=error chart.js@4.6.1 @napi-rs/canvas@1.1.1
cat > try.mjs <<'T'
import { createCanvas } from '@napi-rs/canvas'
import { Chart, registerables } from 'chart.js'

Chart.register(...registerables)

/** Of what is drawn: the greatest value, how many are NaN, and how many pairs of neighbours make a line. */
function drawn(changes) {
  const data = Array.from({ length: 20_000 }, (_, x) => ({ x, y: changes[x] ?? 1 }))
  const options = {
    responsive: false,
    animation: false,
    parsing: false,
    plugins: { decimation: { enabled: true, algorithm: 'min-max' } },
    scales: { x: { type: 'linear' } },
  }
  const chart = new Chart(createCanvas(200, 100), { type: 'line', data: { datasets: [{ data }] }, options })
  const values = chart.data.datasets[0].data.map(({ y }) => y)
  const lines = values.filter((y, i) => i > 0 && !Number.isNaN(y + values[i - 1])).length
  return [Math.max(...values.filter((y) => !Number.isNaN(y))), values.filter(Number.isNaN).length, lines]
}

const found = [{}, { 10_000: NaN }, { 10_001: NaN }].map((nan) => drawn({ 10_050: 50, ...nan }))
const every = [0, 1].map((first) =>
  drawn(Object.fromEntries(Array.from({ length: 200 }, (_, pixel) => [pixel * 100 + first, NaN]))),
)
console.log(`[greatest, NaN, lines] with no NaN, the first, the second: ${JSON.stringify(found)}`)
console.log(`first, second of each pixel: ${JSON.stringify(every)}`)
const [peaks, gaps] = [0, 1].map((place) => found.map((each) => each[place]))
const [[, , none], [, , all]] = every
process.exit(String([peaks, gaps]) === '50,1,50,0,1,0' && none <= 1 && all >= 200 && every[1][1] === 0 ? 0 : 1)
T
node try.mjs
