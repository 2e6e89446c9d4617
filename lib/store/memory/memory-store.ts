/** The store's twin in memory, for tests and for programs that keep nothing: the same answers, gone at the end. */

import { type Annotation, isAnnotationEvent, withAnnotation } from '../../annotation.ts'
import { averagesOf } from '../../averages.ts'
import { packPoints } from '../../packed-points.ts'
import { thin } from '../../rollup.ts'
import { applyEvent, type Branch, type Run, type RunEvent, type RunView, runIdOf } from '../../run.ts'
import { foundRuns } from '../../search/search.ts'
import {
  columnsOf,
  emptySeries,
  replacedIn,
  type Series,
  type SeriesColumns,
  withPoints,
} from '../../series.ts'
import { runSummary } from '../../summary/run-summary.ts'
import { nameTaken, type Sweep } from '../../sweep/sweep.ts'
import { withoutSystem } from '../../system/system-series.ts'
import { type RunRecord, type RunsQuery, StaleRuns, type Store } from '../store.ts'
import { createMemoryConsole } from './memory-console.ts'
import { createMemoryPredictions } from './memory-predictions.ts'
import { samplesOf, summaryOf, within } from './memory-series.ts'
import { createMemorySettings } from './memory-settings.ts'
import { createMemoryTokens } from './memory-tokens.ts'

export function createMemoryStore(): Store {
  const views = new Map<string, RunView>()
  const watchOf = new Map<string, string>()
  const versionOf = new Map<string, number>()
  /** Of each run, by the numbers of its earlier branches. */
  const earlier = new Map<string, Map<number, Series[]>>()
  /** Of each run, by the names of its series. */
  const replacedOf = new Map<string, Map<string, number>>()
  const annotationsOf = new Map<string, readonly Annotation[]>()
  const sweeps = new Map<string, Sweep>()
  const { forget, ...predictions } = createMemoryPredictions()
  const { print, forgetConsole, ...printed } = createMemoryConsole()

  function apply(event: RunEvent): void {
    const id = runIdOf(event)
    const before = views.get(id) ?? null
    if (event.type === 'run-branched' && before) setAside(before, event.branch)
    const view = applyEvent(before, event)
    if (event.type === 'points' && view) countReplaced(before, view, event.series)
    if (event.type === 'console') print(event)
    if (isAnnotationEvent(event)) annotationsOf.set(id, withAnnotation(annotationsOf.get(id) ?? [], event))
    if (view) views.set(id, view)
    else {
      views.delete(id)
      watchOf.delete(id)
      versionOf.delete(id)
      earlier.delete(id)
      replacedOf.delete(id)
      annotationsOf.delete(id)
      forget(id)
      forgetConsole(id)
    }
  }

  function setAside({ run, series }: RunView, { number, from }: Branch): void {
    const branches = earlier.get(run.id) ?? new Map<number, Series[]>()
    earlier.set(run.id, branches)
    if (branches.has(number)) return
    const parts = Object.values(series).map((one) => ({ name: one.name, ...within(one, { from }) }))
    branches.set(
      number,
      parts.filter(({ steps }) => steps.length > 0).map((part) => withPoints(emptySeries(part.name), part)),
    )
    for (const { name } of Object.values(series))
      if (Number(columnsOf(series[name] as Series).steps[0]) >= from) replacedOf.get(run.id)?.delete(name)
  }

  function countReplaced(before: RunView | null, after: RunView, sent: readonly SeriesColumns[]): void {
    const counts = replacedOf.get(after.run.id) ?? new Map<string, number>()
    replacedOf.set(after.run.id, counts)
    for (const name of new Set(sent.map((columns) => columns.name))) {
      const points = sent.reduce(
        (sum, columns) => sum + (columns.name === name ? columns.steps.length + replacedIn(columns) : 0),
        0,
      )
      const added = (after.series[name]?.length ?? 0) - (before?.series[name]?.length ?? 0)
      counts.set(name, (counts.get(name) ?? 0) + points - added)
    }
  }

  function recordOf(
    { run, series, findings }: RunView,
    told: readonly Series[] = Object.values(series),
  ): RunRecord {
    const summaries = told.map((one) => ({
      ...summaryOf(one),
      replaced: replacedOf.get(run.id)?.get(one.name) ?? 0,
    }))
    return { run, series: summaries.sort((a, b) => (a.name < b.name ? -1 : 1)), findings }
  }

  const listedOf = (view: RunView) => recordOf(view, withoutSystem(Object.values(view.series)))

  return {
    ...predictions,
    ...printed,
    ...createMemoryTokens(),
    kind: 'memory',
    async append(events, watches, signal) {
      signal?.throwIfAborted()
      const deleted = new Set(events.filter(({ type }) => type === 'run-deleted').map(runIdOf))
      const stale = [...watches].filter(
        ([id, { version }]) => !deleted.has(id) && version !== (versionOf.get(id) ?? 0),
      )
      if (stale.length) throw new StaleRuns(stale.map(([id]) => id))
      events.forEach(apply)
      for (const [id, { text }] of watches) watchOf.set(id, text)
      for (const id of new Set(events.map(runIdOf)))
        if (views.has(id)) versionOf.set(id, watches.get(id)?.next ?? (versionOf.get(id) ?? 0) + 1)
    },
    async readRun(id) {
      const view = views.get(id)
      return view ? recordOf(view) : null
    },
    async readRuns(ids) {
      return ids.flatMap((id) => views.get(id) ?? []).map(listedOf)
    },
    async listRuns({ limit, ...query }) {
      const found = [...views.values()].filter(({ run }) => isLike(run, query))
      return found
        .sort((a, b) => newestFirst(a.run, b.run))
        .slice(0, limit)
        .map(listedOf)
    },
    async searchRuns(search) {
      const searched = [...views.values()].map((view) => {
        const { latest, best } = runSummary(listedOf(view))
        return { run: view.run, latest, best, findings: view.findings }
      })
      return foundRuns(searched, search)
    },
    async listFields(most) {
      const params = new Map<string, Set<string>>()
      const runs = [...views.values()].map(({ run }) => run)
      for (const [key, value] of runs.flatMap((run) => Object.entries(run.params)))
        params.set(key, (params.get(key) ?? new Set()).add(String(value)))
      return {
        params: [...params]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, values]) => [key, [...values].sort().slice(0, most)]),
        series: [
          ...new Set([...views.values()].flatMap((view) => listedOf(view).series.map(({ name }) => name))),
        ].sort(),
        tags: [...new Set(runs.flatMap(({ tags }) => tags))].sort(),
      }
    },
    async listProjects() {
      return [...new Set([...views.values()].map(({ run }) => run.project))].sort()
    },
    async readPoints(runId, query) {
      const branch =
        query.branch === undefined ? views.get(runId)?.series : earlier.get(runId)?.get(query.branch)
      const series = Object.values(branch ?? {})
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
    async readDrawn({ runs, series, buckets, ...ends }) {
      const all = runs.flatMap((runId) =>
        Object.values(views.get(runId)?.series ?? {})
          .filter(({ name }) => series.includes(name))
          .sort((a, b) => (a.name < b.name ? -1 : 1))
          .map((one) => {
            const whole = within(one, ends)
            const columns = thin(whole, buckets)
            const isComplete = columns.steps.length === whole.steps.length
            const samples = isComplete ? columns.steps : samplesOf(whole, buckets)
            return { runId, name: one.name, ...columns, isComplete, samples }
          }),
      )
      return packPoints(all)
    },
    async readAverages(runId, names) {
      return Object.values(views.get(runId)?.series ?? {})
        .filter(({ name }) => !names || names.includes(name))
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map((one) => averagesOf(one.name, columnsOf(one)))
    },
    async readWatches(ids) {
      const known = ids.filter((id) => views.has(id))
      return new Map(
        known.map((id) => [id, { text: watchOf.get(id) ?? null, version: versionOf.get(id) ?? 0 }]),
      )
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
    listAnnotations: async (runId) => [...(annotationsOf.get(runId) ?? [])],
    ...createMemorySettings(),
    async listStandings(prefix) {
      return [...views.values()]
        .map(({ run: { id, status, stopAsked } }) => ({ id, status, stopAsked }))
        .filter(({ id }) => id.startsWith(prefix))
    },
    async listSweeps() {
      return [...sweeps.values()].sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1))
    },
    async readSweep(idOrName) {
      return sweeps.get(idOrName) ?? [...sweeps.values()].find(({ name }) => name === idOrName) ?? null
    },
    async writeSweep(sweep) {
      if ([...sweeps.values()].some(({ id, name }) => name === sweep.name && id !== sweep.id))
        throw nameTaken(sweep)
      sweeps.set(sweep.id, sweep)
    },
    async deleteSweep(id) {
      sweeps.delete(id)
    },
    async close() {},
  }
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
