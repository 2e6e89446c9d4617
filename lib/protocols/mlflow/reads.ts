/** What MLflow's clients read back: runs, the history of a metric, searches. */
import { numberToName } from '../../number.ts'
import { parse } from '../../parse.ts'
import type { RunRecord, Store } from '../../store/store.ts'
import type { Experiments } from './experiments.ts'
import { MlflowFault } from './fault.ts'
import { matcherOf, orderOf } from './filter.ts'
import { runAnswer } from './run-answer.ts'
import * as schema from './schema.ts'

export type Reads = {
  run(id: string): Promise<RunRecord>
  history(input: unknown): Promise<object>
  search(input: unknown): Promise<object>
}

/** Runs of one project that a search looks at, the newest. */
const runsSearched = 5000
const defaultPage = 1000
const largestPage = 25_000

export function createReads({ store, experiments }: { store: Store; experiments: Experiments }): Reads {
  async function readRun(id: string): Promise<RunRecord> {
    const record = await store.readRun(id)
    if (!record) throw new MlflowFault('RESOURCE_DOES_NOT_EXIST', `There is no run "${id}".`)
    return record
  }

  return {
    run: readRun,

    async history(input) {
      const {
        run_id,
        run_uuid,
        metric_key,
        max_results = largestPage,
        page_token,
      } = parse(schema.history, input)
      const { run } = await readRun(run_id ?? run_uuid ?? '')
      const from = pageOf(page_token)
      const { series } = await store.readPoints(run.id, { series: [metric_key] })
      const [columns] = series
      if (!columns) return { metrics: [] }
      const { steps, values, times } = columns
      const to = Math.min(steps.length, from + Math.min(largestPage, Math.max(1, max_results)))
      const metrics = Array.from({ length: Math.max(0, to - from) }, (_, i) => ({
        ...{ key: metric_key, value: numberToName(values[from + i] as number) },
        ...{ timestamp: times[from + i] as number, step: steps[from + i] as number },
      }))
      return { metrics, ...(to < steps.length ? { next_page_token: String(to) } : {}) }
    },

    async search(input) {
      const asked = parse(schema.search, input)
      const matches = matcherOf(asked.filter)
      const from = pageOf(asked.page_token)
      const found: RunRecord[] = []
      for (const id of asked.experiment_ids) {
        const project = await experiments.byId(id).catch(() => null)
        if (project === null) continue
        const { runs } = await store.listRuns({ project, sort: 'newest', limit: runsSearched })
        found.push(...runs.filter(matches))
      }
      const ordered = asked.order_by.length ? found.sort(orderOf(asked.order_by)) : found
      const to = from + Math.min(largestPage, Math.max(1, asked.max_results ?? defaultPage))
      return {
        runs: ordered.slice(from, to).map(runAnswer),
        ...(to < ordered.length ? { next_page_token: String(to) } : {}),
      }
    },
  }
}

function pageOf(token: string | undefined): number {
  return token !== undefined && /^\d{1,9}$/.test(token) ? Number(token) : 0
}
