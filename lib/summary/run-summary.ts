/** A run in a list: its newest and best values and what speaks for it. */
import { byName } from '../by-name.ts'
import { headline } from '../detectors/words/headline.ts'
import type { Finding, Run } from '../run.ts'
import type { SeriesSummary } from '../store/store.ts'
import { mainSeries } from './main-metric.ts'
import { hasBest, isBetterHigher } from './metric.ts'

export type StepValue = { step: number; value: number }
export type RunSummary = Run & {
  latest: Record<string, StepValue>
  best: Record<string, StepValue>
  headline: Finding | null
}

/** What a summary is made of; a record of the store has more. */
export type Summarised = {
  run: Run
  series: readonly Pick<SeriesSummary, 'name' | 'last' | 'min' | 'max'>[]
  findings: readonly Finding[]
}

/** Series of a run whose values are told in a list. */
export const listedSeries = 200

/** As `runSummary`, of this many series at most, the main ones among them: a run may have thousands, and a list many runs. */
export function listedSummary(record: Summarised): RunSummary {
  if (record.series.length <= listedSeries) return runSummary(record)
  const main = new Set(
    mainSeries(
      record.series.map(({ name }) => name),
      record.run,
    ),
  )
  const ordered = [
    ...record.series.filter(({ name }) => main.has(name)),
    ...record.series.filter(({ name }) => !main.has(name)),
  ]
  return runSummary({ ...record, series: ordered.slice(0, listedSeries) })
}

export function runSummary({ run, series, findings }: Summarised): RunSummary {
  const latest = series.map(({ name, last: { step, value } }) => [name, { step, value }] as const)
  const best = series.flatMap(({ name, min, max }) => {
    const extreme = isBetterHigher(name, run.directions) ? max : min
    return extreme && hasBest(name, run.directions) ? [[name, extreme] as const] : []
  })
  return {
    ...run,
    latest: byName(latest),
    best: byName(best),
    headline: headline(findings),
  }
}
