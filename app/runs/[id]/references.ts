/** The heights that give a run's curve meaning. */
import type { RunFacts } from '../../../lib/detectors/detector.ts'
import { formatNumber } from '../../../lib/format.ts'
import { addPoint, emptyRollup } from '../../../lib/rollup.ts'
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
  if (drawnMain) {
    const { steps, values } = columnsOf(drawnMain)
    const total = emptyRollup()
    for (let i = 0; i < steps.length; i++) addPoint(total, steps[i] as number, values[i] as number)
    if (total.minStep >= 0 && total.count > 2 && hasBest(drawnMain.name, run.directions)) {
      const isHigher = isBetterHigher(drawnMain.name, run.directions)
      const [value, step] = isHigher ? [total.max, total.maxStep] : [total.min, total.minStep]
      known.push({ value, label: `best ${formatNumber(value)} @ ${placeOf(step, run)}` })
    }
  }
  return known
}
