/** One run with a series of every kind, for the tests of what lists and pages say of it. */
import type { Finding, RunEvent } from '../../lib/run.ts'
import { createMemoryStore } from '../../lib/store/memory/memory-store.ts'
import { noWatches, points, started } from '../store/points.ts'

const { NaN: nan, POSITIVE_INFINITY: infinity, NEGATIVE_INFINITY: minus } = Number

export const finding = (id: string, rest: Partial<Finding>): RunEvent & { type: 'finding' } => ({
  type: 'finding',
  runId: 'a',
  finding: {
    ...{
      id,
      runId: 'a',
      code: 'diverged',
      severity: 'critical',
      series: 'train/loss',
      step: 1,
      raisedStep: 1,
    },
    ...{ raisedAt: 1, evidence: {}, causes: [], resolvedStep: null, acknowledgedAt: null },
    ...rest,
  },
})

export const events: readonly RunEvent[] = [
  started('a', { tags: ['x'] }),
  points('a', 'train/loss', [1, 2, 3, 4], [3, minus, 1, nan]),
  points('a', 'val/loss', [2, 4], [2, 1.5]),
  points('a', 'val/accuracy', [2, 4], [0.9, 0.8]),
  points('a', 'train/f1', [1, 2], [infinity, 0.5]),
  points('a', 'lr', [1, 4], [0.1, 0.01]),
  points('a', 'epoch', [1, 4], [0, 1]),
  points('a', 'train/grad_norm', [1, 4], [5, 2]),
  points('a', 'samples_per_second', [1, 4], [100, 90]),
  points('a', 'train/nan', [1, 2], [nan, nan]),
  finding('late', { code: 'overfitting', severity: 'warning', raisedAt: 5 }),
  finding('over', { code: 'non-finite', resolvedStep: 3 }),
]

/** The best values of that run. */
export const best = {
  'train/loss': { step: 3, value: 1 },
  'val/loss': { step: 4, value: 1.5 },
  'val/accuracy': { step: 2, value: 0.9 },
  'train/f1': { step: 2, value: 0.5 },
}

/** What a store has of run "a" after these events. */
export async function recordOf(all: readonly RunEvent[]) {
  const store = createMemoryStore()
  await store.append(all, noWatches)
  const record = await store.readRun('a')
  if (!record) throw new Error('no run')
  return { record, ...(await store.readPoints('a', {})) }
}
