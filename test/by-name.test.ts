import { describe, expect, it } from 'vitest'
import { byName, copyByName } from '../lib/by-name.ts'
import { noFacts } from '../lib/detectors/detector.ts'
import { watchFromText, watchToText } from '../lib/detectors/memory/stored-watch.ts'
import { observe, startWatch, type Watch } from '../lib/detectors/memory/watch.ts'
import { applyEvent, type RunEvent, type RunView } from '../lib/run.ts'
import { parseEvents } from '../lib/schema.ts'
import { readingsOf, viewOf } from '../lib/summary/stored-run.ts'

const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'loss']

describe('records by names from outside', () => {
  it('have what was put in and nothing else', () => {
    expect(byName()[String('constructor')]).toBeUndefined()
    const record = copyByName(byName(names.map((name, i) => [name, i] as const)))
    expect(Object.entries(record)).toEqual(names.map((name, i) => [name, i]))
    expect(names.map((name) => record[name])).toEqual([0, 1, 2, 3, 4])
  })

  it('are what a run is kept in: any name is a series, a parameter', () => {
    const now = 1_700_000_000_000
    const series = names.map((name, i) => ({ name, steps: [1, 2], values: [i, 'NaN'] }))
    const params = Object.fromEntries(names.map((name, i) => [name, i]))
    const events: RunEvent[] = parseEvents(
      [
        { type: 'run-started', run: { id: '__proto__', params } },
        { type: 'points', runId: '__proto__', series },
      ],
      now,
    )
    const view = events.reduce<RunView | null>(applyEvent, null) as RunView
    expect(Object.entries(view.run.params)).toEqual(names.map((name, i) => [name, i]))
    const columns = series.map(({ name }) => view.series[name]?.length)
    expect(columns).toEqual([2, 2, 2, 2, 2])
    expect(Object.keys(readingsOf(view).latest)).toEqual(names)
    const points = events.flatMap((event) => (event.type === 'points' ? event.series : []))
    expect(viewOf({ ...view, series: points, complete: true }).series[String('__proto__')]?.length).toBe(2)
    const watch = startWatch(noFacts)
    const found = observe(watch, 'a', points).map(({ series, code }) => `${series} ${code}`)
    expect(found).toEqual(['loss non-finite'])
    const read = watchFromText(watchToText(watch)) as Watch
    expect(Object.keys(read.series)).toEqual(names)
  })
})
