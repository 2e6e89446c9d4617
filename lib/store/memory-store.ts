/** The store's twin in memory, for tests and for programs that keep nothing: the same answers, gone at the end. */
import { addPoint, emptyRollup, thin } from '../rollup.ts'
import { applyEvent, type Run, type RunEvent, type RunView, runIdOf } from '../run.ts'
import { type Columns, columnsOf, indexOfStep, type Series } from '../series.ts'
import type { PointsQuery, RunRecord, RunsQuery, SeriesSummary, Store } from './store.ts'

export function createMemoryStore(): Store {
  const views = new Map<string, RunView>()
  const watchOf = new Map<string, string>()
  const settings = new Map<string, string>()

  function apply(event: RunEvent): void {
    const id = runIdOf(event)
    const view = applyEvent(views.get(id) ?? null, event)
    if (view) views.set(id, view)
    else {
      views.delete(id)
      watchOf.delete(id)
    }
  }

  return {
    kind: 'memory',
    async append(events, watches) {
      events.forEach(apply)
      for (const [id, watch] of watches) watchOf.set(id, watch)
    },
    async readRun(id) {
      const view = views.get(id)
      return view ? recordOf(view) : null
    },
    async readRuns(ids) {
      return ids.flatMap((id) => views.get(id) ?? []).map(recordOf)
    },
    async listRuns(query) {
      const sorted = [...views.values()].map(recordOf).filter(matching(query)).sort(orders[query.sort])
      const start =
        query.cursor === undefined ? 0 : sorted.findIndex(({ run }) => run.id === query.cursor) + 1
      const runs = sorted.slice(start, start + query.limit)
      return { runs, next: sorted.length > start + query.limit ? (runs.at(-1)?.run.id ?? null) : null }
    },
    async listProjects() {
      return [...new Set([...views.values()].map(({ run }) => run.project))].sort()
    },
    async readPoints(runId, query) {
      const series = Object.values(views.get(runId)?.series ?? {})
        .filter(({ name }) => !query.series || query.series.includes(name))
        .sort((a, b) => (a.name < b.name ? -1 : 1))
      const pages = series.map((one) => ({ name: one.name, whole: within(one, query) }))
      const thinned = pages.map(({ name, whole }) => ({
        name,
        ...(query.buckets === undefined ? whole : thin(whole, query.buckets)),
      }))
      const complete = thinned.every(({ steps }, i) => steps.length === pages[i]?.whole.steps.length)
      return { series: thinned, complete }
    },
    async readWatch(id) {
      return watchOf.get(id) ?? null
    },
    async listWatches({ project, loss, limit }) {
      const runs = [...views.values()].map(({ run }) => run).sort(newestFirst)
      return runs
        .filter((run) => run.project === project && (run.loss?.id ?? null) === loss)
        .flatMap(({ id, loss, params }) => {
          const watch = watchOf.get(id)
          return watch === undefined ? [] : [{ id, loss, params, watch }]
        })
        .slice(0, limit)
    },
    async readFinding(id) {
      return (
        [...views.values()].flatMap(({ findings }) => findings).find((finding) => finding.id === id) ?? null
      )
    },
    async readSetting(name) {
      return settings.get(name) ?? null
    },
    async writeSetting(name, value) {
      settings.set(name, value)
    },
    async close() {},
  }
}

function recordOf({ run, series, findings }: RunView): RunRecord {
  const summaries = Object.values(series).map(summaryOf)
  return { run, series: summaries.sort((a, b) => (a.name < b.name ? -1 : 1)), findings }
}

function summaryOf(series: Series): SeriesSummary {
  const { steps, values, times } = columnsOf(series)
  const total = emptyRollup()
  for (let i = 0; i < steps.length; i++) addPoint(total, steps[i] as number, values[i] as number)
  return {
    name: series.name,
    count: total.count,
    first: total.firstStep,
    last: { step: total.lastStep, value: values.at(-1) as number, time: times.at(-1) as number },
    min: total.minStep < 0 ? null : { step: total.minStep, value: total.min },
    max: total.maxStep < 0 ? null : { step: total.maxStep, value: total.max },
    nonFinite: total.nonFinite,
  }
}

function within(
  series: Series,
  { from = 0, to = Number.MAX_SAFE_INTEGER, after = -1, limit = Number.POSITIVE_INFINITY }: PointsQuery,
): Columns {
  const { steps, values, times } = columnsOf(series)
  const start = indexOfStep(steps, steps.length, Math.max(from, after + 1))
  const end = Math.min(start + limit, Math.max(start, indexOfStep(steps, steps.length, to + 1)))
  return { steps: steps.slice(start, end), values: values.slice(start, end), times: times.slice(start, end) }
}

function newestFirst(a: Run, b: Run): number {
  return b.startedAt - a.startedAt || (a.id < b.id ? -1 : 1)
}

const orders: Record<RunsQuery['sort'], (a: RunRecord, b: RunRecord) => number> = {
  newest: (a, b) => newestFirst(a.run, b.run),
  oldest: (a, b) => a.run.startedAt - b.run.startedAt || (a.run.id < b.run.id ? -1 : 1),
  name: (a, b) => (a.run.name < b.run.name || (a.run.name === b.run.name && a.run.id < b.run.id) ? -1 : 1),
}

function matching({ project, status, loss, q }: RunsQuery): (record: RunRecord) => boolean {
  const text = q?.toLowerCase()
  return ({ run }) =>
    (project === undefined || run.project === project) &&
    (status === undefined || run.status === status) &&
    (loss === undefined || run.loss?.id === loss) &&
    (text === undefined ||
      [run.name, run.id, run.project, ...run.tags].some((item) => item.toLowerCase().includes(text)))
}
