import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  applyToFollowed,
  type FollowedRun,
  followedRun,
  holding,
  sampled,
  withRead,
} from '../../lib/compare/followed-run.ts'
import { comparedRunOf } from '../../lib/compare/packed-runs.ts'
import { unpackPoints } from '../../lib/packed-points.ts'
import { applyEvent, type RunEvent, type RunView } from '../../lib/run.ts'
import { type Columns, columnsOf, type Series } from '../../lib/series.ts'
import { createMemoryStore } from '../../lib/store/memory/memory-store.ts'
import type { RunRecord } from '../../lib/store/store.ts'
import { readingsOf } from '../../lib/summary/stored-run.ts'
import { noWatches, points, started } from '../store/points.ts'

const names = ['val/loss', 'val/accuracy', 'lr', 'score', '__proto__', 'constructor']

/** As a page reads it: the record, and the points of the held series. */
async function read(events: readonly RunEvent[], held: readonly string[]): Promise<FollowedRun> {
  const store = createMemoryStore()
  await store.append(events, noWatches)
  const record = await store.readRun('a')
  if (!record) throw new Error('no run')
  return followedRun(
    { compared: comparedRunOf(record), findings: record.findings, held },
    unpackPoints(await store.readDrawn({ runs: ['a'], series: held, buckets: 500 })),
  )
}

const step = fc.nat(12)
const value = fc.oneof(
  fc.constantFrom(0, -0, 1, 2, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  fc.double({ noNaN: true }),
)
const pointsEvent = fc
  .tuple(fc.constantFrom(...names), fc.array(fc.tuple(step, value), { minLength: 1, maxLength: 6 }))
  .map(([name, rows]) =>
    points(
      'a',
      name,
      rows.map(([at]) => at),
      rows.map(([, one]) => one),
    ),
  )
const startedEvent = fc
  .dictionary(fc.constantFrom('score', '__proto__', 'val/loss'), fc.constantFrom('higher', 'lower'))
  .map((directions) => started('a', { directions }))
const branchEvent = step.map(
  (from): RunEvent => ({ type: 'run-branched', runId: 'a', branch: { number: 0, from, to: 12, time: 1 } }),
)
/** Branches are numbered as they come. */
const history = fc
  .array(fc.oneof({ weight: 8, arbitrary: pointsEvent }, startedEvent, branchEvent), { maxLength: 12 })
  .map((events) => {
    let number = 0
    return events.map(
      (event): RunEvent =>
        event.type === 'run-branched' ? { ...event, branch: { ...event.branch, number: ++number } } : event,
    )
  })

/** The verdict on the points of all series, as long as every one is known. */
function whole(view: RunView | null) {
  if (!view) throw new Error('no run')
  const { latest, best } = readingsOf(view)
  return { run: view.run, latest, best }
}

describe('a followed run', () => {
  it('has the newest and best values that all of its points tell, or knows that it has not', async () => {
    let sure = 0
    await fc.assert(
      fc.asyncProperty(history, history, async (before, after) => {
        const stored = [started('a'), ...before]
        let followed: FollowedRun | null = await read(stored, ['val/loss'])
        let view = stored.reduce<RunView | null>(applyEvent, null)
        expect(followed.compared).toEqual(whole(view))
        const seen = [...stored]
        for (const event of after) {
          seen.push(event)
          view = applyEvent(view, event)
          followed = applyToFollowed(followed, event)
          if (followed?.isSure) {
            sure++
            expect(followed.compared).toEqual(whole(view))
          } else followed = await read(seen, ['val/loss'])
        }
        expect(followed?.compared).toEqual(whole(view))
      }),
      { numRuns: 200 },
    )
    expect(sure).toBeGreaterThan(200)
  })

  const stored = [
    started('a'),
    points('a', 'val/loss', [1, 2, 3], [3, 2, 1]),
    points('a', 'val/accuracy', [1, 2, 3], [0.5, 0.9, 0.7]),
  ]

  it('keeps points of the held series only', async () => {
    const followed = applyToFollowed(
      await read(stored, ['val/loss']),
      points('a', 'val/accuracy', [4], [0.95]),
    )
    expect(Object.keys(followed?.view.series ?? {})).toEqual(['val/loss'])
    expect(followed?.compared.best['val/accuracy']).toEqual({ step: 4, value: 0.95 })
  })

  it('has of a series that is read late what came before and what came meanwhile', async () => {
    const asked = holding(await read(stored, ['val/loss']), ['val/accuracy'])
    expect([...asked.unread]).toEqual(['val/accuracy'])
    const grown = applyToFollowed(asked, points('a', 'val/accuracy', [3, 4], [0.8, 0.95])) as FollowedRun
    const page = (await read(stored, ['val/accuracy'])).view.series['val/accuracy']
    const columns = columnsOf(page as Series)
    const whole = { runId: 'a', ...columns, isComplete: true, samples: columns.steps }
    const after = withRead(grown, ['val/accuracy'], [whole])
    const { steps, values } = columnsOf(after.view.series['val/accuracy'] as never)
    expect([...steps]).toEqual([1, 2, 3, 4])
    expect([...values]).toEqual([0.5, 0.9, 0.8, 0.95])
    expect(after.unread.size).toBe(0)
  })

  it('makes means of what was taken by its place, and of all that has come since', async () => {
    const long = Array.from({ length: 100 }, (_, i) => i)
    const wave = long.map((at) => (at % 10 === 5 ? 9 : at === 42 ? Number.NaN : 0))
    const store = createMemoryStore()
    await store.append([started('a'), points('a', 'val/loss', long, wave)], noWatches)
    const record = (await store.readRun('a')) as RunRecord
    const known = { compared: comparedRunOf(record), findings: [], held: ['val/loss'] }
    const drawn = unpackPoints(await store.readDrawn({ runs: ['a'], series: ['val/loss'], buckets: 10 }))
    const grown = applyToFollowed(followedRun(known, drawn), points('a', 'val/loss', [100, 101], [1, 2]))
    const seen = columnsOf((grown as FollowedRun).view.series['val/loss'] as Series)
    expect([...seen.values].some(Number.isNaN)).toBe(true)
    const { steps, values } = sampled(grown as FollowedRun, 'val/loss') as Columns
    expect([...steps]).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 99, 100, 101])
    expect([...values]).toEqual([...Array.from({ length: 11 }, () => 0), 1, 2])
  })

  it('is not sure after its best value was replaced by a worse one, nor after a branch', async () => {
    const followed = await read(stored, [])
    const sureAfter = (event: RunEvent) => applyToFollowed(followed, event)?.isSure
    expect(sureAfter(points('a', 'val/accuracy', [2], [0.1]))).toBe(false)
    expect(sureAfter(points('a', 'val/accuracy', [2], [Number.NaN]))).toBe(false)
    expect(sureAfter(points('a', 'val/accuracy', [2], [0.9]))).toBe(true)
    expect(sureAfter(points('a', 'val/accuracy', [1], [0.1]))).toBe(true)
    const branch = { number: 1, from: 3, to: 3, time: 1 }
    expect(sureAfter({ type: 'run-branched', runId: 'a', branch })).toBe(false)
    expect(sureAfter(started('a', { directions: { 'val/accuracy': 'lower' } }))).toBe(false)
    expect(sureAfter(started('a', { seed: 3 }))).toBe(true)
  })

  it('compares as before while nothing that is compared has changed', async () => {
    const followed = await read(stored, [])
    const acknowledged = { type: 'finding-acknowledged', runId: 'a', findingId: 'f', time: 1 } as const
    expect(applyToFollowed(followed, acknowledged)?.compared).toBe(followed.compared)
  })

  it('is none once it is deleted, and begins anew with the next start', async () => {
    const gone = applyToFollowed(await read(stored, ['val/loss']), { type: 'run-deleted', runId: 'a' })
    expect(gone).toBeNull()
    expect(applyToFollowed(gone, points('a', 'val/loss', [1], [1]))).toBeNull()
    expect(applyToFollowed(gone, started('a'))?.compared).toMatchObject({ latest: {}, best: {} })
  })
})
