/** Points for tests. */
import type { RunEvent } from '../../lib/run.ts'
import type { Store, WatchSnapshots } from '../../lib/store/store.ts'

export function points(
  runId: string,
  name: string,
  steps: ArrayLike<number>,
  values: ArrayLike<number>,
): RunEvent {
  const columns = {
    name,
    steps: Float64Array.from(steps),
    values: Float64Array.from(values),
    times: Float64Array.from(steps, (step) => 1_700_000_000_000 + step),
  }
  return { type: 'points', runId, series: [columns] }
}

export function started(id: string, rest: object = {}, time = 1_700_000_000_000): RunEvent {
  return { type: 'run-started', run: { id, ...rest }, time }
}

/** The state of a run's detectors, as it is stored. */
export async function watchIn(store: Store, id: string): Promise<string | null> {
  return (await store.readWatches([id])).get(id)?.text ?? null
}

export const noWatches: WatchSnapshots = new Map()

/** Values that lose something in careless hands. */
export const trickyValues = [
  0,
  -0,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  5e-324,
  -5e-324,
  1.7976931348623157e308,
  0.1 + 0.2,
  1 / 3,
  2 ** 53 - 1,
  2.2250738585072014e-308,
  -1e-310,
  123456789.12345679,
]
