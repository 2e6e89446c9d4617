/** The findings of a run over its steps: one row a series, bars that overlap beneath each other. Pure. */
import { describeFinding } from '../detectors/words/message.ts'
import { formatWhole } from '../format.ts'
import type { Finding, Run } from '../run.ts'
import { placeOf } from './headline.ts'

export type Bar = {
  finding: Finding
  /** Steps: from the first bad one to where it was over, or the last one known. */
  from: number
  to: number
  state: 'open' | 'acknowledged' | 'over'
}
export type TimelineRow = { series: string; lanes: Bar[][] }

/** Bars are drawn at least about this share of the whole wide. */
const leastShare = 0.015
/** With more at once they lie over one another. */
const mostLanes = 4

/** Rows in the order in which something was first found; `until` is the last step of the run. */
export function timelineOf(findings: readonly Finding[], until: number): TimelineRow[] {
  const rows = new Map<string, TimelineRow>()
  const gap = leastShare * until
  for (const finding of findings.toSorted((a, b) => a.step - b.step)) {
    const row = rows.get(finding.series) ?? { series: finding.series, lanes: [] }
    rows.set(finding.series, row)
    laneFor(row.lanes, finding.step, gap).push(barOf(finding, until))
  }
  return [...rows.values()]
}

function barOf(finding: Finding, until: number): Bar {
  const { step, raisedStep, resolvedStep, acknowledgedAt } = finding
  return {
    finding,
    from: step,
    to: Math.max(raisedStep, resolvedStep ?? until),
    state: resolvedStep !== null ? 'over' : acknowledgedAt !== null ? 'acknowledged' : 'open',
  }
}

/** The first lane that is free from this step on, a new one, or the one that is free first. */
function laneFor(lanes: Bar[][], step: number, gap: number): Bar[] {
  const endOf = (lane: Bar[]) => {
    const last = lane.at(-1)
    return last ? Math.max(last.to, last.from + gap) : Number.NEGATIVE_INFINITY
  }
  const free = lanes.find((lane) => endOf(lane) <= step)
  if (free) return free
  if (lanes.length < mostLanes) {
    const lane: Bar[] = []
    lanes.push(lane)
    return lane
  }
  return lanes.reduce((first, lane) => (endOf(lane) < endOf(first) ? lane : first))
}

/** All that a bar shows, in words. */
export function barWords({ finding, from, to, state }: Bar, run: Run): string {
  const { severity, raisedStep, resolvedStep } = finding
  const { title } = describeFinding({ ...finding, resolvedStep: null }, run)
  const length = lengthOf(to - from, run)
  const end: Record<Bar['state'], string> = {
    open: `still open, after ${length}`,
    acknowledged: `acknowledged, still open after ${length}`,
    over: `over at ${placeOf(resolvedStep ?? to, run)}, after ${length}`,
  }
  return `${title}: ${severity}, raised at ${placeOf(raisedStep, run)}, ${end[state]}`
}

function lengthOf(steps: number, { stepsPerEpoch }: Run): string {
  const count = stepsPerEpoch ? Number((steps / stepsPerEpoch).toFixed(1)) : steps
  return `${formatWhole(count)} ${stepsPerEpoch ? 'epoch' : 'step'}${count === 1 ? '' : 's'}`
}
