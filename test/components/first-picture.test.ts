import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, it } from 'vitest'
import { CurvePicture } from '../../app/components/chart/curve-picture.tsx'
import { FirstPicture } from '../../app/components/chart/first-picture.tsx'
import { stepAxis } from '../../app/components/chart/line.ts'
import { createYScale } from '../../lib/plot/y-scale.ts'

it('the first picture of a chart has no number that a browser refuses in a path, however large a value is', () => {
  const values = [1, 2, 1, Number.MAX_VALUE, 1, 2, -Number.MAX_VALUE, 1]
  const columns = {
    ...{ steps: Float64Array.from(values.keys()), values: Float64Array.from(values) },
    times: new Float64Array(values.length),
  }
  const lines = [{ key: 'a', label: 'a', columns, hue: 0, stroke: 'train' as const }]
  const scale = { ...createYScale([1, 2], 'linear'), ticks: [] }
  const picture = { lines, scale, smoothing: 0, x: stepAxis, zoom: null, hasFlags: false }
  expectDrawable(renderToString(createElement(FirstPicture, picture)), values.length)
})

it('nor has that of a comparison, which has a gap where a value is not finite', () => {
  const values = [1, 2, Number.POSITIVE_INFINITY, Number.MAX_VALUE, 1, -1e60, 1]
  const ink = { hue: 0, dash: 0, width: 1, opacity: 1 }
  const curve = { xs: Float64Array.from(values.keys()), values: Float64Array.from(values) }
  const named = { key: 'a', of: 'a', group: '', label: 'a', awayFrom: null, told: null, isNamed: true }
  const curves = { lines: [{ ...ink, ...named, ...curve }], bands: [], bad: [] }
  const scale = { ...createYScale([1, 2], 'linear'), ticks: [] }
  const picture = createElement(CurvePicture, { curves, scale, x: stepAxis, range: [0, 6] })
  expectDrawable(renderToString(picture), values.length - 1)
})

function expectDrawable(picture: string, count: number): void {
  const path = / d="(M[^"]*)"/.exec(picture)?.[1] ?? ''
  const numbers = path.match(/-?[^MlL -]+/g) ?? []
  expect(numbers).toHaveLength(2 * count)
  for (const number of numbers) expect(Math.abs(Number(number))).toBeLessThanOrEqual(2e6)
}
