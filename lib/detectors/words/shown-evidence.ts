/** Which numbers of a finding can be drawn on its curve: heights, and points. */
import { formatNumber } from '../../format.ts'
import type { Finding } from '../../run.ts'
import { numberAt } from './numbers.ts'

export type ShownEvidence = {
  /** Horizontal lines. */
  levels: { value: number; label: string }[]
  points: { step: number; value: number; label: string }[]
}

type Drawn = { levels?: Record<string, string>; points?: readonly PointNames[] }
/** Names of the evidence that make a point; `step` is that of the finding when left out. */
type PointNames = { value: string; step?: string; label: string }

/** Of the values until it was found: the run may have got better since. */
const bestThen = 'best until then'

/** By rule: names of the evidence, and what is written beside them. */
const drawn: Readonly<Record<string, Drawn>> = {
  diverged: { levels: { start: 'start' }, points: [{ value: 'best', step: 'bestStep', label: bestThen }] },
  climbing: { levels: { start: 'start' }, points: [{ value: 'best', step: 'bestStep', label: bestThen }] },
  overfitting: {
    points: [
      { value: 'validationThen', step: 'bestStep', label: bestThen },
      { value: 'trainThen', step: 'bestStep', label: 'training then' },
    ],
  },
  'not-learning': {
    levels: { start: 'start', level: 'stands at', chanceLevel: 'chance', siblingsBest: 'other runs' },
  },
  flat: { levels: { best: 'best level', siblingsBest: 'other runs' } },
  'behind-siblings': {
    levels: { siblingsReached: 'most other runs', siblingsBest: 'best other run' },
  },
  spike: { levels: { before: 'before' }, points: [{ value: 'value', label: '' }] },
  negative: { levels: { lowerBound: 'lowest possible' }, points: [{ value: 'value', label: '' }] },
  'masked-nan': { levels: { before: 'before' } },
  'exploding-gradient': { levels: { usual: 'usual' }, points: [{ value: 'value', label: '' }] },
  'dead-gradient': { levels: { start: 'start' } },
}

/** `main`: the series whose best value has its name on the chart. Where the finding is of another one, only one of the two is called best. */
export function shownEvidence({ code, series, step, evidence }: Finding, main = series): ShownEvidence {
  const { levels = {}, points = [] } = drawn[code] ?? {}
  return {
    levels: Object.entries(levels).flatMap(([name, words]) => {
      const value = finiteAt(evidence, name)
      return value === null ? [] : [{ value, label: `${words} ${formatNumber(value)}` }]
    }),
    points: points.flatMap((names) => {
      const value = finiteAt(evidence, names.value)
      const at = names.step === undefined ? step : finiteAt(evidence, names.step)
      if (value === null || at === null) return []
      const words = names.label === bestThen && series !== main ? `${series} then` : names.label
      return [{ step: at, value, label: words && `${words} ${formatNumber(value)}` }]
    }),
  }
}

function finiteAt(evidence: Finding['evidence'], name: string): number | null {
  const value = numberAt(evidence, name)
  return value !== null && Number.isFinite(value) ? value : null
}
