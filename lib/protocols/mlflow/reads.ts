/** What MLflow's clients read back: runs, the history of a metric, searches. */
import { numberToName } from '../../number.ts'
import { parse } from '../../parse.ts'
import type { RunRecord, Store } from '../../store/store.ts'
import type { ExperimentTags } from './experiment-tags.ts'
import { type Experiments, experimentAnswer, idOf } from './experiments.ts'
import { MlflowFault } from './fault.ts'
import { matcherOf, orderOf } from './filter.ts'
import { pageIn, pageOf } from './paging.ts'
import { runAnswer } from './run-answer.ts'
import * as schema from './schema.ts'
import { searchedExperiments } from './searched-experiments.ts'
import { searchedRuns } from './searched-runs.ts'

export type Reads = {
  run(id: string): Promise<RunRecord>
  history(input: unknown): Promise<object>
  search(input: unknown): Promise<object>
  searchExperiments(input: unknown): Promise<object>
}

/** Runs of one project that a search looks at, the newest. */
const runsSearched = 5000
const historyPage = 25_000

export function createReads({
  store,
  experiments,
  experimentTags,
}: {
  store: Store
  experiments: Experiments
  experimentTags: ExperimentTags
}): Reads {
  async function readRun(id: string): Promise<RunRecord> {
    const record = await store.readRun(id)
    if (!record) throw new MlflowFault('RESOURCE_DOES_NOT_EXIST', `There is no run "${id}".`)
    return record
  }

  return {
    run: readRun,

    async history(input) {
      const { run_id, run_uuid, metric_key, ...asked } = parse(schema.history, input)
      const { run } = await readRun(run_id ?? run_uuid ?? '')
      const { from, to } = pageOf({ ...asked, max_results: asked.max_results ?? historyPage })
      const { series } = await store.readPoints(run.id, { series: [metric_key] })
      const [columns] = series
      if (!columns) return { metrics: [] }
      const { steps, values, times } = columns
      const { page, next } = pageIn(Array.from(steps), { from, to })
      const metrics = page.map((step, i) => ({
        ...{ key: metric_key, value: numberToName(values[from + i] as number) },
        ...{ timestamp: times[from + i] as number, step },
      }))
      return { metrics, ...next }
    },

    async search(input) {
      const asked = parse(schema.search, input)
      const matches = matcherOf(asked.filter, searchedRuns)
      const inOrder = orderOf(asked.order_by, searchedRuns)
      const where = pageOf(asked)
      // What is deleted is gone, so that there is nothing else than active runs.
      if (asked.run_view_type === 'DELETED_ONLY') return { runs: [] }
      const projects = new Map((await experiments.all()).map((project) => [idOf(project), project]))
      const found: RunRecord[] = []
      for (const id of new Set(asked.experiment_ids)) {
        const project = projects.get(id)
        // MLflow finds nothing there as well.
        if (project === undefined) continue
        const runs = await store.listRuns({ project, limit: runsSearched })
        found.push(...runs.filter(matches))
      }
      found.sort((a, b) => inOrder(a, b) || b.run.startedAt - a.run.startedAt)
      const { page, next } = pageIn(found, where)
      return { runs: page.map(runAnswer), ...next }
    },

    async searchExperiments(input) {
      const asked = parse(schema.experimentSearch, input)
      const matches = matcherOf(asked.filter, searchedExperiments)
      const inOrder = orderOf(asked.order_by, searchedExperiments)
      const where = pageOf(asked)
      if (asked.view_type === 'DELETED_ONLY') return { experiments: [] }
      const projects = await experiments.all()
      const all = await Promise.all(
        projects.map(async (project) => experimentAnswer(project, await experimentTags.of(project))),
      )
      const { page, next } = pageIn(all.filter(matches).sort(inOrder), where)
      return { experiments: page, ...next }
    },
  }
}
