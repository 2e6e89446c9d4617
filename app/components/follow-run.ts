import { decodeFinding } from '../../lib/live/wire.ts'
import { numberFromJson } from '../../lib/number.ts'
import { applyEvent, type Finding, type Run, type RunEvent, type RunView } from '../../lib/run.ts'
import { columnsOf } from '../../lib/series.ts'
import { heldSeries } from '../../lib/summary/outline.ts'
import type { Summarised } from '../../lib/summary/run-summary.ts'
import { pageBuckets, type StoredRun, thinnedView, viewOf } from '../../lib/summary/stored-run.ts'
import { ask } from './ask.ts'
import { comesAgain } from './came-before.ts'
import { follow } from './follow.ts'
import { readPoints } from './read-points.ts'

export type FollowedView = {
  /** Null once the run has been deleted. */
  view: RunView | null
  /** False while values between those in the view are only in the store. */
  isComplete: boolean
  /** All series as of the last read; only the main ones are held. */
  names: readonly string[]
}

export type Follower = {
  /** `reads`: how often the run was read again: what was read beside it is to be read again too. */
  onChange(followed: FollowedView, reads: number): void
  onConnection(connected: boolean): void
}

type JsonNumber = number | string | null
type JsonSummary = { name: string; last: number; lastValue: JsonNumber } & Record<
  'min' | 'minStep' | 'max' | 'maxStep',
  JsonNumber
>

type ReadRecord = Summarised & { findings: Finding[] }

/** A run as it is stored now, without points; null once it has been deleted. */
export async function readRecord(id: string): Promise<ReadRecord | null> {
  const response = await ask(`/api/runs/${id}`)
  if (response.status === 404) return null
  if (!response.ok) throw new Error(`The run could not be read (${response.status}).`)
  const { run, findings, series } = (await response.json()) as {
    run: Run
    findings: Finding[]
    series: JsonSummary[]
  }
  return { run, findings: findings.map(decodeFinding), series: series.map(summaryFromJson) }
}

function summaryFromJson({ name, last, lastValue, min, minStep, max, maxStep }: JsonSummary) {
  const extreme = (step: JsonNumber, value: JsonNumber) =>
    value === null ? null : { step: Number(step), value: numberFromJson(value) as number }
  return {
    name,
    // The time is not told, and nobody asks for it.
    last: { step: last, value: numberFromJson(lastValue) as number, time: 0 },
    min: extreme(minStep, min),
    max: extreme(maxStep, max),
  }
}

/** A run's page kept true: the points of its main loss are held, those of other series are read where they are shown. */
export function followRun(stored: StoredRun, { onChange, onConnection }: Follower): () => void {
  const { id } = stored.run
  const isNew = !comesAgain(stored)
  const { stop } = follow<FollowedView>({
    runId: id,
    state: { view: viewOf(stored), isComplete: stored.complete, names: [] },
    async read(known, reads) {
      const record = await readRecord(id)
      if (!record) return { view: null, isComplete: true, names: [] }
      const { run, findings, series } = record
      // What came with the page is known: at first only what came after it is read, unless a part has been set aside since.
      const isSame = run.branches.length === stored.run.branches.length
      const after = isNew && isSame && reads === 0 ? lastStepOf(known.view) : null
      const names = series.map(({ name }) => name)
      const page = await readPoints(id, {
        buckets: String(pageBuckets),
        series: heldSeries(names, run),
        ...(after === null ? {} : { after: String(after) }),
      })
      const again = { run, findings, ...page }
      const view = after !== null && known.view ? withRead(known.view, again) : viewOf(again)
      return { view, isComplete: again.complete && (after === null || known.isComplete), names }
    },
    apply: withEvent,
    onChange,
    onConnection,
  })
  return stop
}

function withEvent(known: FollowedView, event: RunEvent): FollowedView {
  const view = applyEvent(known.view, event)
  const thinned = view && thinnedView(view)
  return { ...known, view: thinned, isComplete: known.isComplete && thinned === view }
}

/** The step up to which every series has its points, or null where a series has none. */
function lastStepOf(view: RunView | null): number | null {
  const ends = Object.values(view?.series ?? {}).map((series) => columnsOf(series).steps.at(-1) ?? -1)
  const last = Math.min(...ends)
  return ends.length > 0 && last >= 0 ? last : null
}

/** A view with what was read after its end. */
function withRead(view: RunView, { run, findings, series }: StoredRun): RunView {
  const grown = applyEvent(view, { type: 'points', runId: run.id, series })
  return { series: grown?.series ?? view.series, run, findings }
}
