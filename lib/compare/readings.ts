/** The newest and best value of each series of a run, kept true by the points that come. Pure. */
import { byName, copyByName } from '../by-name.ts'
import type { Run } from '../run.ts'
import type { SeriesColumns } from '../series.ts'
import { hasBest, isBetterHigher } from '../summary/metric.ts'
import type { ComparedRun, StepValue } from './compared-run.ts'

export type Readings = Pick<ComparedRun, 'latest' | 'best'>

/** `isSure` is false where a best value was replaced by a worse one: which is the best now only the store knows. */
export type GrownReadings = Readings & { isSure: boolean }

/** The readings after points of any order; a step that was there before has its new value. */
export function grownReadings(
  known: Readings,
  series: readonly SeriesColumns[],
  directions: Run['directions'],
): GrownReadings {
  const latest = copyByName(known.latest)
  const best = copyByName(known.best)
  let isSure = true
  for (const { name, steps, values } of series) {
    const isRanked = hasBest(name, directions)
    const sign = isBetterHigher(name, directions) ? -1 : 1
    for (let i = 0; i < steps.length; i++) {
      const at = { step: steps[i] as number, value: values[i] as number }
      if (at.step >= (latest[name]?.step ?? 0)) latest[name] = at
      if (!isRanked) continue
      if (isReached(at, best[name], sign)) best[name] = at
      else if (at.step === best[name]?.step) isSure = false
    }
  }
  return { latest, best, isSure }
}

/** Whether a point takes the place of the best one: of equal values the first counts. */
function isReached({ step, value }: StepValue, best: StepValue | undefined, sign: number): boolean {
  if (!Number.isFinite(value)) return false
  if (!best) return true
  const behind = sign * (value - best.value)
  return behind < 0 || (behind === 0 && step <= best.step)
}

/** What is left of them before a step. */
export function readingsBefore({ latest, best }: Readings, from: number): Readings {
  const before = (values: Readings['latest']) =>
    byName(Object.entries(values).filter(([, { step }]) => step < from))
  return { latest: before(latest), best: before(best) }
}
