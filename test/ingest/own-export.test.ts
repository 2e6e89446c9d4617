import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pointsCsv, pointsCsvHead, pointsJson } from '../../lib/http/points-export.ts'
import type { SeriesColumns } from '../../lib/series.ts'
import { readFiles } from './reading.ts'

type Saved = SeriesColumns & { run: string; runName: string }

const asCsv = (all: readonly Saved[]) => pointsCsvHead + all.map(pointsCsv).join('')
const asJson = (all: readonly Saved[]) => `[\n${all.map(pointsJson).join(',\n')}\n]\n`

/** By run: its name and its series, with every number by its bits. */
function told(
  runs: readonly { run: { part: string; description: { name?: string }; series: SeriesColumns[] } }[],
) {
  return runs.map(({ run }) => [
    run.part,
    run.description.name,
    run.series.map(({ name, steps, values, times }) => [name, [...steps], bits(values), [...times]]),
  ])
}
const bits = (values: ArrayLike<number>) =>
  Array.from(values, (value) =>
    Number.isNaN(value) ? 'NaN' : Buffer.from(Float64Array.of(value).buffer).toString('hex'),
  )

const text = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 12 })
  .filter((one) => !/[\0\r]|^'[=+\-@\t]/.test(one))
const name = fc.oneof(
  text,
  fc.constantFrom('a,b', '"', ' led', 'end ', '=1+1', '__proto__', 'constructor', 'two\nlines', 'step'),
)
const times = Date.UTC(2026, 0, 1)
const point = fc.tuple(fc.nat(Number.MAX_SAFE_INTEGER), fc.double(), fc.integer({ min: 0, max: 1e9 }))
const columns = fc
  .uniqueArray(point, { minLength: 1, maxLength: 20, selector: ([step]) => step })
  .map((points) => {
    const sorted = points.toSorted(([a], [b]) => a - b)
    return {
      steps: Float64Array.from(sorted, ([step]) => step),
      values: Float64Array.from(sorted, ([, value]) => value),
      times: Float64Array.from(sorted, ([, , time]) => times + time),
    }
  })
const run = fc.record({
  run: fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/),
  runName: name,
  series: fc.uniqueArray(fc.tuple(name, columns), { minLength: 1, maxLength: 4, selector: ([one]) => one }),
})
const runs = fc
  .uniqueArray(run, { minLength: 1, maxLength: 3, selector: ({ run }) => run })
  .map((all) =>
    all.flatMap(({ series, ...of }) => series.map(([name, points]) => ({ ...of, name, ...points }))),
  )

describe('points that were saved here', () => {
  it.each([
    ['CSV', asCsv],
    ['JSON', asJson],
  ])('are the same runs again, to the bit, as %s', (_kind, write) => {
    fc.assert(
      fc.property(runs, (all) => {
        const read = readFiles({ '/some/points': write(all) })
        expect(read.troubles).toEqual([])
        const ids = [...new Set(all.map(({ run }) => run))]
        const given = ids.map((id) => {
          const of = all.filter(({ run }) => run === id)
          const described = { name: of[0]?.runName as string }
          return { run: { part: id, description: described, series: of } }
        })
        expect(told(read.runs.map(({ run }) => ({ run })))).toEqual(told(given))
      }),
      { seed: 11, numRuns: 150 },
    )
  })

  const one: Saved = {
    ...{ run: 'a', runName: 'first', name: 'train/loss' },
    ...{
      steps: Float64Array.of(1, 2),
      values: Float64Array.of(0.5, Number.NaN),
      times: Float64Array.of(times, times),
    },
  }

  it('are read as far as a file that is cut off has them', () => {
    const csv = readFiles({ '/a.csv': asCsv([one]).slice(0, -3) })
    expect(csv.runs.map(({ run }) => [...(run.series[0]?.steps ?? [])])).toEqual([[1]])
    expect(csv.troubles.map(({ place }) => place)).toEqual(['line 3'])
    const json = readFiles({ '/a.json': asJson([one, { ...one, name: 'val/loss' }]).slice(0, -30) })
    expect(json.runs.map(({ run }) => run.series.map(({ name }) => name))).toEqual([
      ['train/loss', 'val/loss'],
    ])
    expect(json.troubles).not.toEqual([])
  })

  it('say what is no point, and that parameters are not with them', () => {
    const { runs, troubles } = readFiles({ '/a.csv': `${asCsv([one])}a,first,train/loss,3,soon,\na,first\n` })
    expect(troubles.map(({ place }) => place)).toEqual(['line 4', 'line 5'])
    expect(runs[0]?.run.description).toMatchObject({
      source: 'lossglass',
      notes: 'Points that were saved of the run "a": parameters and findings are not with them.',
    })
  })
})
