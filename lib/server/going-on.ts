/** Runs whose programs may still be there. */
import type { RunRecord, Store } from '../store/store.ts'

export async function runsGoingOn(store: Store): Promise<RunRecord[]> {
  const statuses = ['running', 'paused'] as const
  const lists = statuses.map((status) => store.listRuns({ status, limit: 10_000 }))
  return (await Promise.all(lists)).flat()
}
