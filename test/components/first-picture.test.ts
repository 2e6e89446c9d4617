import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, it } from 'vitest'
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
  const path = / d="(M[^"]*)"/.exec(renderToString(createElement(FirstPicture, picture)))?.[1] ?? ''
  const numbers = path.match(/-?[^MlL -]+/g) ?? []
  expect(numbers).toHaveLength(2 * values.length)
  for (const number of numbers) expect(Math.abs(Number(number))).toBeLessThanOrEqual(2e6)
})
