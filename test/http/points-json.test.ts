import { describe, expect, it } from 'vitest'
import { pointsFromJson, pointsToJson } from '../../lib/http/points-json.ts'
import { trickyValues } from '../store/points.ts'

describe('points as JSON', () => {
  const steps = Float64Array.from(trickyValues.keys())
  const page = {
    series: [
      {
        name: 'train/"loss"\n\u{1F600}',
        steps,
        values: Float64Array.from(trickyValues),
        times: steps.map((step) => step + 0.25),
      },
      { name: 'empty', steps: new Float64Array(), values: new Float64Array(), times: new Float64Array() },
    ],
    complete: false,
  }

  it('come back bit for bit, whatever the values and names', () => {
    const back = pointsFromJson(JSON.parse(pointsToJson(page)))
    expect(back).toEqual(page)
    const bits = (values: Float64Array | undefined) => [
      ...new BigUint64Array(values?.slice().buffer ?? new ArrayBuffer()),
    ]
    expect(bits(back.series[0]?.values)).toEqual(bits(page.series[0]?.values))
  })

  it('name non-finite values in the text, which every JSON parser reads', () => {
    const { series } = JSON.parse(pointsToJson(page))
    expect(series[0].values.slice(2, 5)).toEqual(['NaN', 'Infinity', '-Infinity'])
  })

  it('of no series are a page too', () => {
    expect(pointsFromJson(JSON.parse(pointsToJson({ series: [], complete: true })))).toEqual({
      series: [],
      complete: true,
    })
  })
})
