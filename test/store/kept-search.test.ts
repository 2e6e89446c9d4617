import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Finding, RunEvent } from '../../lib/run.ts'
import { searchOf } from '../../lib/search/list-query.ts'
import { createMemoryStore } from '../../lib/store/memory/memory-store.ts'
import { noWatches, points, started } from './points.ts'
import { stores } from './stores.ts'

const ids = ['a', 'b', 'c']
const id = fc.constantFrom(...ids)
const text = fc.constantFrom('vit', 'resnet', 'Ädam')
const series = fc.constantFrom('val/loss', 'train/loss', 'val/accuracy', 'system/cpu')

function finding(runId: string, step: number, isOpen: boolean): RunEvent {
  const found: Finding = {
    ...{ id: `${runId}-f`, runId, code: 'overfitting', severity: 'warning', series: 'val/loss' },
    ...{ step, raisedStep: step, raisedAt: step, resolvedStep: isOpen ? null : step, acknowledgedAt: null },
    ...{ evidence: {}, causes: [] },
  }
  return { type: 'finding', runId, finding: found }
}

const start = fc
  .tuple(id, text, fc.integer({ min: 0, max: 3 }), fc.constantFrom('mse', 'huber'))
  .map(([run, name, time, loss]) =>
    started(run, { name, params: { model: name, lr: time / 10 }, loss: { id: loss, params: {} } }, time),
  )
const others = fc.oneof(
  fc
    .tuple(id, series, fc.integer({ min: 0, max: 9 }), fc.constantFrom(1, 0.5, Number.NaN, -2))
    .map(([run, name, step, value]) => points(run, name, [step], [value])),
  fc.tuple(id, fc.boolean()).map(([run, isOpen]) => finding(run, 5, isOpen)),
  fc.tuple(id, text).map(
    ([run, tag]): RunEvent => ({
      ...{ type: 'run-edited', runId: run, changes: { tags: [tag], name: `${tag} again` } },
    }),
  ),
  id.map((run): RunEvent => ({ type: 'run-ended', runId: run, status: 'finished', time: 9 })),
  id.map((run): RunEvent => ({ type: 'run-deleted', runId: run })),
)
const asked = fc.record({
  q: fc.constantFrom(
    '',
    'vit',
    'ädam again',
    'overfitting',
    'lr < 0.2 and val/loss < 1',
    'model = vit',
    'last < 1',
  ),
  sort: fc.constantFrom(
    'newest',
    'oldest',
    '-finding',
    'last',
    '-best',
    'lr',
    'val/accuracy',
    'system/cpu@last',
  ),
  limit: fc.integer({ min: 1, max: 3 }),
  isLive: fc.constantFrom(true, false, undefined),
})

const databases = stores.filter(([kind]) => kind !== 'memory')

it.each(databases)(
  'what searches of %s keep is what is stored, whatever happens between them',
  async (kind, open) => {
    const kept = await open()
    const steps = fc.array(fc.oneof(start, others, asked), { minLength: 4, maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(steps, async (done) => {
        const known = createMemoryStore()
        const there = new Set<string>()
        const say = async (event: RunEvent) => {
          for (const store of [kept, known]) await store.append([event], noWatches)
        }
        for (const one of done) {
          if (!('type' in one)) {
            const { isLive, ...query } = one
            const search = { ...searchOf(query), isLive }
            expect(await kept.searchRuns(search), JSON.stringify(one)).toEqual(await known.searchRuns(search))
            continue
          }
          const run = one.type === 'run-started' ? one.run.id : one.runId
          if (one.type !== 'run-started' && !there.has(run)) continue
          one.type === 'run-deleted' ? there.delete(run) : there.add(run)
          await say(one)
        }
        for (const run of there) await say({ type: 'run-deleted', runId: run })
      }),
      { numRuns: kind === 'sqlite' ? 60 : 15 },
    )
    await kept.close()
  },
)
