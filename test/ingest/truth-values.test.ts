import { describe, expect, it } from 'vitest'
import { goodValues } from '../../lib/delivery/logged.ts'
import { from, pointsOf, readText } from './reading.ts'

describe('a metric that is true or false is 1 or 0', () => {
  it.each([
    ['DVCLive', '/r/plots/metrics/m.tsv', 'step\tm\n0\t1.0\n1\tTrue\n2\tFalse\n', { m: from(0, 1, 1, 0) }],
    ['a table', '/r/v.csv', 'step,m\n0,np.True_\n1,false\n2,np.bool(True)\n', { m: from(0, 1, 0, 1) }],
    [
      'lines of JSON',
      '/r/v.jsonl',
      '{"step":0,"l":2,"m":true}\n{"step":1,"l":1,"m":"False"}\n',
      {
        l: from(0, 2, 1),
        m: from(0, 1, 0),
      },
    ],
    ['lists', '/r/v.json', '{"loss":[1,2],"m":[true,false]}', { loss: from(0, 1, 2), m: from(0, 1, 0) }],
    ['torchtune', '/r/log.txt', 'Step 1 | loss:np.float64(0.5) m:True\n', { loss: [[1, 0.5]], m: [[1, 1]] }],
  ])('%s', (_what, path, text, points) => {
    const { run, troubles } = readText(path, text)
    expect([pointsOf(run), troubles]).toEqual([points, []])
  })

  it('Sacred, whose arrays of one element are numbers; what else is none is said', () => {
    const array = (values: unknown) => ({ dtype: 'float64', 'py/object': 'numpy.ndarray', values })
    const values = [1.5, array(1.25), true, array([0.5]), array([1, 2]), { a: 1 }, false]
    const steps = values.map((_, i) => i)
    const timestamps = steps.map(() => '2026-11-30T03:52:21.8')
    const { run, troubles } = readText(
      '/r/metrics.json',
      JSON.stringify({ m: { steps, timestamps, values } }),
    )
    expect(pointsOf(run)).toEqual({ m: [...from(0, 1.5, 1.25, 1, 0.5), [6, 0]] })
    expect(troubles).toMatchObject([
      { place: 'm[4]', what: 'it is no number at a step, nor is 1 other: left out.' },
    ])
  })

  it('our client too', () => {
    expect(goodValues(1, { a: true, b: false })).toEqual({ good: { a: 1, b: 0 }, faults: [] })
  })

  it('truth values alone are no log, and parameters stay what they are', () => {
    expect(readText('/r/v.jsonl', '{"a":true}\n{"a":false}\n').format).toBeUndefined()
  })

  it('decimal commas are read where tabs separate', () => {
    const { run, troubles } = readText('/r/v.tsv', 'step\tloss\n0\t0,5\n1\t1,5e-3\n')
    expect([pointsOf(run), troubles]).toEqual([{ v: from(0, 0.5, 0.0015) }, []])
  })
})
