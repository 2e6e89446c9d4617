/** Points and averages, as the store in memory reads them. */
import { averagesOf } from '../../averages.ts'
import { packPoints } from '../../packed-points.ts'
import { thin } from '../../rollup.ts'
import { columnsOf, type Series } from '../../series.ts'
import type { Store } from '../store.ts'
import type { MemoryRuns } from './memory-run.ts'
import { inNameOrder, samplesOf, within } from './memory-series.ts'

type Points = Pick<Store, 'readPoints' | 'readDrawn' | 'readAverages'>

export function memoryPoints(runs: MemoryRuns): Points {
  /** Those with these names, in the order of their names. */
  const seriesOf = (runId: string, names: readonly string[] | undefined, branch?: number) => {
    const run = runs.get(runId)
    const all =
      branch === undefined ? Object.values(run?.view.series ?? {}) : (run?.earlier.get(branch) ?? [])
    return all.filter(({ name }) => !names || names.includes(name)).sort(inNameOrder)
  }

  return {
    async readPoints(runId, query) {
      const pages = seriesOf(runId, query.series, query.branch).map((one) => {
        const whole = within(one, query)
        return {
          name: one.name,
          whole,
          told: query.buckets === undefined ? whole : thin(whole, query.buckets),
        }
      })
      return {
        series: pages.map(({ name, told }) => ({ name, ...told })),
        complete: pages.every(({ whole, told }) => told.steps.length === whole.steps.length),
      }
    },
    async readDrawn({ runs: runIds, series, buckets, ...ends }) {
      const drawnOf = (runId: string, one: Series) => {
        const whole = within(one, ends)
        const columns = thin(whole, buckets)
        const isComplete = columns.steps.length === whole.steps.length
        const samples = isComplete ? columns.steps : samplesOf(whole, buckets)
        return { runId, name: one.name, ...columns, isComplete, samples }
      }
      return packPoints(runIds.flatMap((runId) => seriesOf(runId, series).map((one) => drawnOf(runId, one))))
    },
    async readAverages(runId, names) {
      return seriesOf(runId, names).map((one) => averagesOf(one.name, columnsOf(one)))
    },
  }
}
