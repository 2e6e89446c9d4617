/** The store's twin in memory, for tests and for programs that keep nothing: the same answers, gone at the end. */
import { type RunEvent, runIdOf } from '../../run.ts'
import { StaleRuns, type Store } from '../store.ts'
import { createMemoryConsole } from './memory-console.ts'
import { memoryLists } from './memory-lists.ts'
import { memoryPoints } from './memory-points.ts'
import { createMemoryPredictions } from './memory-predictions.ts'
import { listedOf, type MemoryRun, memoryRunAfter, recordOf } from './memory-run.ts'
import { createMemorySettings } from './memory-settings.ts'
import { createMemorySweeps } from './memory-sweeps.ts'
import { createMemoryTokens } from './memory-tokens.ts'

export function createMemoryStore(): Store {
  const runs = new Map<string, MemoryRun>()
  const { forget, ...predictions } = createMemoryPredictions()
  const { print, forgetConsole, ...printed } = createMemoryConsole()

  function apply(event: RunEvent): void {
    const id = runIdOf(event)
    const run = memoryRunAfter(runs.get(id) ?? null, event)
    if (run) {
      runs.set(id, run)
      if (event.type === 'console') print(event)
      return
    }
    runs.delete(id)
    forget(id)
    forgetConsole(id)
  }

  return {
    ...predictions,
    ...printed,
    ...memoryPoints(runs),
    ...memoryLists(runs),
    ...createMemorySettings(),
    ...createMemorySweeps(),
    ...createMemoryTokens(),
    kind: 'memory',
    async append(events, watches, signal) {
      signal?.throwIfAborted()
      const deleted = new Set(events.filter(({ type }) => type === 'run-deleted').map(runIdOf))
      const stale = [...watches].filter(
        ([id, { version }]) => !deleted.has(id) && version !== (runs.get(id)?.version ?? 0),
      )
      if (stale.length) throw new StaleRuns(stale.map(([id]) => id))
      events.forEach(apply)
      for (const [id, { text }] of watches) {
        const run = runs.get(id)
        if (run) runs.set(id, { ...run, watch: text })
      }
      for (const id of new Set(events.map(runIdOf))) {
        const run = runs.get(id)
        if (run) runs.set(id, { ...run, version: watches.get(id)?.next ?? run.version + 1 })
      }
    },
    async readRun(id) {
      const run = runs.get(id)
      return run ? recordOf(run) : null
    },
    async readRuns(ids) {
      return ids.flatMap((id) => runs.get(id) ?? []).map(listedOf)
    },
    async readWatches(ids) {
      const known = ids.flatMap((id) => {
        const run = runs.get(id)
        return run ? [[id, { text: run.watch, version: run.version }] as const] : []
      })
      return new Map(known)
    },
    async readFinding(id) {
      const findings = [...runs.values()].flatMap(({ view }) => view.findings)
      return findings.find((finding) => finding.id === id) ?? null
    },
    listAnnotations: async (runId) => [...(runs.get(runId)?.annotations ?? [])],
    async close() {},
  }
}
