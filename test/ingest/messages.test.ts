import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ForeignRun, Format, Group } from '../../lib/ingest/foreign.ts'
import { messagesOf, piecesOf } from '../../lib/ingest/messages.ts'
import { runIdOf } from '../../lib/ingest/run-id.ts'
import { limits } from '../../lib/limits.ts'
import { toJson } from '../../lib/number.ts'
import { parseEvents } from '../../lib/schema.ts'
import type { SeriesColumns } from '../../lib/series.ts'
import { modified, readPlaces, readText, real } from './reading.ts'

function columns(name: string, steps: number[], value = 1): SeriesColumns {
  return {
    name,
    steps: Float64Array.from(steps),
    values: Float64Array.from(steps, (step) => step * value),
    times: new Float64Array(steps.length).fill(modified),
  }
}

function runOf(series: SeriesColumns[]): ForeignRun {
  return {
    part: '',
    description: { name: 'x' },
    startedAt: modified,
    endedAt: modified,
    status: 'finished',
    series,
  }
}

describe('pieces of a run', () => {
  const anySeries = fc.array(fc.uniqueArray(fc.nat(500), { maxLength: 80 }), { maxLength: 6 })

  it('hold every point once, in order of steps over all series, and no more than they may', () => {
    fc.assert(
      fc.property(anySeries, fc.integer({ min: 1, max: 40 }), (lists, most) => {
        const series = lists.map((steps, i) =>
          columns(
            `s${i}`,
            steps.sort((a, b) => a - b),
          ),
        )
        const joined = new Map<string, number[]>()
        let last = -1
        for (const piece of piecesOf(series, most)) {
          const steps = piece.flatMap((part) => Array.from(part.steps))
          expect(steps.length).toBeLessThanOrEqual(Math.max(most, series.length))
          expect(Math.min(...steps)).toBeGreaterThan(last)
          last = Math.max(...steps)
          for (const part of piece) joined.set(part.name, [...(joined.get(part.name) ?? []), ...part.steps])
        }
        for (const { name, steps } of series) expect(joined.get(name) ?? []).toEqual(Array.from(steps))
      }),
      { seed: 3 },
    )
  })

  it('hold no more series than an event may', () => {
    const series = Array.from({ length: 2500 }, (_, i) => columns(`s${i}`, [1, 2]))
    const pieces = [...piecesOf(series)]
    expect(Math.max(...pieces.map((piece) => piece.length))).toBe(limits.series)
    expect(pieces.flat().reduce((sum, { steps }) => sum + steps.length, 0)).toBe(5000)
  })
})

describe('messages', () => {
  it('are taken by the schema of the server for every real file', () => {
    const { runs } = readPlaces(real())
    expect(runs.length).toBeGreaterThan(60)
    for (const { run } of runs)
      for (const events of messagesOf('x', run, { isKnown: false })) {
        const sent = JSON.parse(toJson(events))
        expect(parseEvents(sent, 0)).toHaveLength(events.length)
      }
  })

  it('are taken for names, texts and tags of any kind', () => {
    const long = 'n'.repeat(400)
    const { run } = readText('/x/a.csv', `step,${long},${long}b,\ud800x,toString\n1,1,2,3,4\n`)
    for (const events of messagesOf('x', run as ForeignRun, { isKnown: false }))
      parseEvents(JSON.parse(toJson(events)), 0)
    expect(new Set(run?.series.map(({ name }) => name)).size).toBe(4)
  })

  it('of a run that the server has do not say again what people may have changed', () => {
    const [events] = [...messagesOf('x', runOf([]), { isKnown: true })]
    expect(events?.[0]).toEqual({ type: 'run-started', run: { id: 'x' }, time: modified })
  })

  it('are small enough: a million points are 20, a small run is one', () => {
    const steps = Array.from({ length: 500_000 }, (_, i) => i)
    const messages = [
      ...messagesOf('x', runOf([columns('a', steps, 0.1234567), columns('b', steps)]), { isKnown: false }),
    ]
    expect(messages).toHaveLength(20)
    expect([...messagesOf('x', runOf([columns('a', [1, 2])]), { isKnown: false })]).toHaveLength(1)
    expect(Math.max(...messages.map((events) => toJson({ events }).length))).toBeLessThan(limits.bytes / 2)
  })
})

describe('ids of runs', () => {
  const format = { id: 'a-format-with-quite-a-long-name' } as Format
  const group: Group = { path: '/a/path', files: [] }
  const idOf = (...series: SeriesColumns[]) => runIdOf(format, group, runOf(series))

  it('are ones that the server takes', () => {
    expect(idOf(columns('ü "\n', [1]))).toMatch(/^[A-Za-z0-9_-]{1,64}$/)
    expect(idOf()).toMatch(/^[A-Za-z0-9_-]{1,64}$/)
  })

  it('stay while a file grows, and change with its path or another first value', () => {
    const id = idOf(columns('loss', [1, 2]))
    expect(idOf(columns('loss', [1, 2, 3]), columns('late', [3]))).toBe(id)
    expect(idOf(columns('loss', [1, 2], 3))).not.toBe(id)
    expect(runIdOf(format, { ...group, path: '/b' }, runOf([columns('loss', [1, 2])]))).not.toBe(id)
    expect(runIdOf(format, group, { ...runOf([columns('loss', [1, 2])]), part: 'second' })).not.toBe(id)
  })
})
