'use client'
import { useMemo } from 'react'
import type { ComparedRun } from '../../../lib/compare/compared-run.ts'
import { isRuined } from '../../../lib/compare/failure.ts'
import { type Judging, unjudged, type Verdict, verdictOf } from '../../../lib/compare/verdict.ts'
import { type MetricStanding, winnersOf } from '../../../lib/compare/winners.ts'
import { plural } from '../../../lib/format.ts'
import { attempt } from '../../components/panel-boundary.tsx'
import type { DrawnRun } from '../drawn-run.ts'
import { useLater } from '../use-later.ts'
import { useSlowly } from '../use-slowly.ts'
import { readJudging } from './judging.ts'

type Asked = {
  shown: readonly DrawnRun[]
  compared: readonly ComparedRun[]
  metric: string | null
  labelOf(id: string): string
  address: URLSearchParams
}

type Attempt<T> = { value: T } | { fault: string }
export type Judged = { judging: Judging; verdict: Attempt<Verdict>; winners: Attempt<MetricStanding[]> }

/** Verdicts over this many runs take a moment: they follow live runs every other second. */
const manyRuns = 50
const slowMs = 2000

function pending({ length }: readonly ComparedRun[]): Verdict {
  return unjudged(`Judging ${plural(length, 'run')} …`)
}

/** What the runs show by the chosen metric, and by all that they share. */
export function useVerdict({ shown, compared, metric, labelOf, address }: Asked): Judged {
  const ruined = shown.flatMap(({ id, view }) => (isRuined(view.findings) ? [id] : [])).join()
  const judged = JSON.stringify(readJudging(address))
  const judging = useMemo(
    (): Judging => ({ ...JSON.parse(judged), ruined: new Set(ruined.split(',')) }),
    [judged, ruined],
  )
  const runs = useSlowly(compared, compared.length > manyRuns ? slowMs : 0)
  // The curves of hundreds of runs come first.
  const isDue = useLater(compared.length > manyRuns)
  const verdict = useMemo(
    () => (isDue ? attempt(() => verdictOf(runs, metric, labelOf, judging)) : { value: pending(runs) }),
    [isDue, runs, metric, labelOf, judging],
  )
  const winners = useMemo(
    () => (isDue ? attempt(() => winnersOf(runs, labelOf, judging)) : { value: [] }),
    [isDue, runs, labelOf, judging],
  )
  return { judging, verdict, winners }
}
