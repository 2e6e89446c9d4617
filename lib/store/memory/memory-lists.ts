/** What is asked of all runs at once, of the store in memory. */
import type { Run } from '../../run.ts'
import { foundRuns } from '../../search/search.ts'
import { runSummary } from '../../summary/run-summary.ts'
import type { RunsQuery, Store } from '../store.ts'
import { listedOf, type MemoryRuns } from './memory-run.ts'

type Lists = Pick<
  Store,
  'listRuns' | 'searchRuns' | 'listFields' | 'listProjects' | 'listWatches' | 'listStandings'
>

export function memoryLists(runs: MemoryRuns): Lists {
  const all = () => [...runs.values()]
  return {
    async listRuns({ limit, ...query }) {
      const found = all().filter(({ view }) => isLike(view.run, query))
      return found
        .sort((a, b) => newestFirst(a.view.run, b.view.run))
        .slice(0, limit)
        .map(listedOf)
    },
    async searchRuns(search) {
      const searched = all().map((kept) => {
        const { run, findings } = kept.view
        const { latest, best } = runSummary(listedOf(kept))
        return { run, latest, best, findings }
      })
      return foundRuns(searched, search)
    },
    async listFields(most) {
      const params = new Map<string, Set<string>>()
      for (const [key, value] of all().flatMap(({ view }) => Object.entries(view.run.params)))
        params.set(key, (params.get(key) ?? new Set()).add(String(value)))
      return {
        params: [...params]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, values]) => [key, [...values].sort().slice(0, most)]),
        series: distinct(all().flatMap((kept) => listedOf(kept).series.map(({ name }) => name))),
        tags: distinct(all().flatMap(({ view }) => view.run.tags)),
      }
    },
    async listProjects() {
      return distinct(all().map(({ view }) => view.run.project))
    },
    async listWatches({ project, loss, limit }) {
      return all()
        .sort((a, b) => newestFirst(a.view.run, b.view.run))
        .filter(({ view: { run } }) => run.project === project && (run.loss?.id ?? null) === loss)
        .flatMap(({ watch, view: { run } }) =>
          watch === null ? [] : [{ id: run.id, loss: run.loss, params: run.params, watch }],
        )
        .slice(0, limit)
    },
    async listStandings(prefix) {
      return all()
        .map(({ view: { run } }) => ({ id: run.id, status: run.status, stopAsked: run.stopAsked }))
        .filter(({ id }) => id.startsWith(prefix))
    },
  }
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort()
}

function newestFirst(a: Run, b: Run): number {
  return b.startedAt - a.startedAt || (a.id < b.id ? -1 : 1)
}

function isLike(run: Run, { project, status, beside }: Omit<RunsQuery, 'limit'>): boolean {
  return (
    (project === undefined || run.project === project) &&
    (status === undefined || run.status === status) &&
    (!beside || (run.startedAt >= beside.from && run.startedAt <= beside.to && run.id !== beside.id))
  )
}
