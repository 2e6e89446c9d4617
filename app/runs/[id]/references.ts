/** The heights that give a run's curve meaning. */
import type { RunFacts } from '../../../lib/detectors/detector.ts'
import { formatNumber } from '../../../lib/format.ts'
import type { Run } from '../../../lib/run.ts'
import { columnsOf, type Series } from '../../../lib/series.ts'
import { placeOf } from '../../../lib/summary/headline.ts'
import { hasBest, isBetterHigher } from '../../../lib/summary/metric.ts'
import type { Reference } from '../../components/chart/line.ts'

/** Chance level, floor, and the best value of the main metric. */
export function referencesOf(run: Run, facts: RunFacts, drawnMain: Series | undefined): Reference[] {
  const known: Reference[] = []
  if (facts.chanceLevel !== null)
    known.push({ value: facts.chanceLevel, label: `chance ${formatNumber(facts.chanceLevel)}` })
  if (facts.floor) known.push({ value: facts.floor, label: `floor ${formatNumber(facts.floor)}` })
  if (drawnMain && drawnMain.length > 2 && hasBest(drawnMain.name, run.directions)) {
    const { steps, values } = columnsOf(drawnMain)
    const at = bestAt(values, isBetterHigher(drawnMain.name, run.directions))
    if (at !== null) {
      const place = placeOf(steps[at] as number, run)
      known.push({
        value: values[at] as number,
        label: `best ${formatNumber(values[at] as number)} @ ${place}`,
      })
    }
  }
  return known
}

/** The index of the best finite value, the first of equals. */
function bestAt(values: Float64Array, isHigher: boolean): number | null {
  let best: number | null = null
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    if (!Number.isFinite(value)) continue
    const known = best === null ? null : (values[best] as number)
    if (known === null || (isHigher ? value > known : value < known)) best = i
  }
  return best
}
