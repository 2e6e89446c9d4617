import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pointsCsv, pointsCsvHead, pointsJson } from '../../lib/http/points-export.ts'
import { pointsFromJson } from '../../lib/http/points-json.ts'

const series = fc.record({
  run: fc.string(),
  runName: fc.string({ unit: 'grapheme' }),
  name: fc.string({ unit: 'grapheme', minLength: 1 }),
  values: fc.float64Array({ minLength: 1, maxLength: 20 }),
})

describe('all points of a series', () => {
  it('are the same numbers to the bit as JSON, not finite ones too', () => {
    fc.assert(
      fc.property(series, ({ values, ...rest }) => {
        const steps = Float64Array.from(values.keys())
        const json = pointsJson({ ...rest, steps, values, times: values })
        const page = pointsFromJson({ series: [JSON.parse(json)], complete: true })
        expect(page.series[0]?.values).toEqual(values)
        expect(JSON.parse(json)).toMatchObject({ run: rest.run, name: rest.runName, series: rest.name })
      }),
    )
  })

  it('are a line each as CSV, their numbers by their shortest digits or by name', () => {
    const values = Float64Array.of(0.1, Number.NaN, Number.POSITIVE_INFINITY, -0, 1e-300)
    const steps = Float64Array.from(values.keys())
    const text = pointsCsv({ run: 'a', runName: 'b, "c"\n=d', name: 'val/loss', steps, values, times: steps })
    expect(text).toBe(
      [...['0.1', 'NaN', 'Infinity', '-0', '1e-300'].entries()]
        .map(([at, value]) => `a,"b, ""c""\n=d",val/loss,${at},${value},${at}\n`)
        .join(''),
    )
    expect(pointsCsvHead).toBe('run,name,series,step,value,time\n')
  })
})
