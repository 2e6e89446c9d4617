/** What the detectors say of a log while it comes in. */
import type { RunFacts } from '../../../lib/detectors/detector.ts'
import { finish, observe, startWatch } from '../../../lib/detectors/memory/watch.ts'
import type { Finding, Severity } from '../../../lib/run.ts'
import { partOf, type SeriesColumns } from '../../../lib/series.ts'

export type Alarm = {
  code: string
  severity: Severity
  series: string
  /** Where it was raised. */
  raisedStep: number
  /** The same, or, if it was no more than a note then, where the batch ends that made it a warning. */
  step: number
}

const batchRows = 1000
/** Of short logs smaller ones: where a note became a warning is known to a batch only. */
const leastBatches = 100

/** Each finding once, as loud as it became at first. */
export function listen(facts: RunFacts, columns: readonly SeriesColumns[], rows: number): Alarm[] {
  const watch = startWatch(facts)
  const raised = new Map<string, Alarm>()
  const taken = columns.map(() => 0)
  const batch = Math.min(batchRows, Math.ceil(rows / leastBatches))
  for (let until = batch; until < rows + batch; until += batch) {
    const points = columns.map((column, i) => {
      const from = taken[i] as number
      let to = from
      while (to < column.steps.length && (column.steps[to] as number) < until) to++
      taken[i] = to
      return partOf(column, from, to)
    })
    for (const finding of observe(watch, 'noise', points)) hear(raised, finding, Math.min(until, rows) - 1)
  }
  for (const finding of finish(watch, 'noise')) hear(raised, finding, rows - 1)
  return [...raised.values()]
}

function hear(raised: Map<string, Alarm>, finding: Finding, now: number): void {
  const { code, severity, series, raisedStep } = finding
  const key = `${finding.id}:${raisedStep}`
  const known = raised.get(key)
  if (!known) raised.set(key, { code, severity, series, raisedStep, step: raisedStep })
  else if (known.severity === 'info' && severity !== 'info') Object.assign(known, { severity, step: now })
}

export function isLoud({ severity }: Pick<Alarm, 'severity'>): boolean {
  return severity !== 'info'
}
