/** Replays the stored points of runs through the detectors under two settings, in portions, so that others get their turns. */

import { finish, observe, startWatch } from '../detectors/memory/watch.ts'
import { roleOf } from '../detectors/series-names.ts'
import { factsOf } from '../recorder/facts.ts'
import type { Finding, Run } from '../run.ts'
import { indexOfStep, partOf, type SeriesColumns } from '../series.ts'
import type { Settings } from '../settings/settings.ts'
import type { RunRecord } from '../store/store.ts'
import type { Flagged, Preview } from './preview.ts'

/** Points of one run, and of all together, that are replayed while somebody waits: a second takes about 500,000. */
const pointsPerRun = 100_000
const pointsInAll = 1_000_000
/** Points between two turns: about 10 ms. */
const pointsPerPortion = 4000

export type PreviewParts = {
  code: string
  /** Proposed thresholds of that rule. */
  thresholds: Readonly<Record<string, number>>
  settings: Settings
  /** Those to be replayed, newest first. */
  records: readonly RunRecord[]
  readPoints(runId: string, series: string[]): Promise<readonly SeriesColumns[]>
  /** Resolves when all that waits has had its turn. */
  turn(): Promise<void>
}

export async function previewRule(parts: PreviewParts): Promise<Preview> {
  const { code, thresholds, records, readPoints } = parts
  // A muted rule would say nothing, whatever its thresholds.
  const settings = { ...parts.settings, muted: parts.settings.muted.filter((mute) => mute.code !== code) }
  const proposed = { ...settings, thresholds: { ...settings.thresholds, [code]: thresholds } }
  const preview: Preview = { code, runs: [], skipped: [] }
  let replayed = 0
  for (const { run, series } of records) {
    const { id, name } = run
    const watched = series.filter((one) => roleOf(one.name).kind !== 'other')
    const points = watched.reduce((sum, { count }) => sum + count, 0)
    if (points > pointsPerRun || replayed + points > pointsInAll) {
      preview.skipped.push({ id, name, points })
      continue
    }
    replayed += points
    const columns = points
      ? await readPoints(
          id,
          watched.map((one) => one.name),
        )
      : []
    const found = await replay(run, columns, [settings, proposed], parts.turn)
    const [before, after] = found.map((findings) => flagsOf(findings, code)) as [Flagged[], Flagged[]]
    preview.runs.push({ id, name, saved: before, proposed: after })
  }
  return preview
}

/** The findings of a run under each of these settings, every change of them in turn. */
async function replay(
  run: Run,
  columns: readonly SeriesColumns[],
  all: readonly Settings[],
  turn: () => Promise<void>,
): Promise<Finding[][]> {
  const watches = all.map((settings) => ({
    watch: startWatch(factsOf(run, settings)),
    found: [] as Finding[],
  }))
  for (const portion of portionsOf(columns, pointsPerPortion)) {
    for (const { watch, found } of watches) found.push(...observe(watch, run.id, portion))
    await turn()
  }
  if (run.status === 'finished') for (const { watch, found } of watches) found.push(...finish(watch, run.id))
  return watches.map(({ found }) => found)
}

/** The same columns cut at steps, so that each portion has about this many points and all series go on together. */
export function* portionsOf(columns: readonly SeriesColumns[], size: number): Generator<SeriesColumns[]> {
  const total = columns.reduce((sum, { steps }) => sum + steps.length, 0)
  const steps = new Float64Array(total)
  let filled = 0
  for (const column of columns) {
    steps.set(column.steps, filled)
    filled += column.steps.length
  }
  steps.sort()
  const from = columns.map(() => 0)
  for (let cut = size; cut - size < total; cut += size) {
    const until = cut < total ? (steps[cut] as number) : Number.POSITIVE_INFINITY
    const portion = columns.map((column, i) => {
      const start = from[i] as number
      const end = indexOfStep(column.steps, column.steps.length, until)
      from[i] = end
      return partOf(column, start, end)
    })
    if (portion.some((one) => one.steps.length > 0)) yield portion
  }
}

/** The findings of a rule, each once, as it was last known. */
function flagsOf(findings: readonly Finding[], code: string): Flagged[] {
  const newest = new Map(findings.filter((one) => one.code === code).map((one) => [one.id, one]))
  return Array.from(newest.values(), ({ series, step, raisedStep, severity }) => ({
    ...{ series, step, raisedStep, severity },
  }))
}
