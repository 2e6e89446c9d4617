'use client'
import { isTrainedLoss } from '../../../lib/compare/trained-loss.ts'
import type { Unit } from '../../../lib/compare/unit.ts'
import { plural } from '../../../lib/format.ts'
import type { ChangeAddress } from '../picture.ts'

type Props = { unit: Unit; metric: string | null; change: ChangeAddress }

/** In what the values are drawn: losses that have no common unit have one as a share of their start, or as skill. */
export function UnitSelect({ unit, metric, change }: Props) {
  return (
    <select
      aria-label="Unit"
      value={unit}
      onChange={({ target }) => change({ unit: target.value === 'values' ? null : target.value })}
    >
      <option value="values">Values</option>
      <option value="start">Share of the start</option>
      {metric !== null && isTrainedLoss(metric) && <option value="skill">Skill</option>}
    </select>
  )
}

/** A series with the unit that it is drawn in. */
export function inUnitText(metric: string, unit: Unit): string {
  if (unit === 'values') return metric
  return `${metric}, ${unit === 'skill' ? 'skill' : 'share of the start'}`
}

/** What the unit means, and how many runs have none. */
export function UnitNote({ unit, left }: { unit: Unit; left: number }) {
  const meaning =
    unit === 'skill'
      ? 'Skill is 1 − L / L(best constant predictor), each run under its own loss: 1 is perfect, 0 no better than always guessing the same. It says how far each came, not which is better.'
      : 'Each run as a share of its own first value. It says how far each came, not which is better.'
  const why = unit === 'skill' ? 'whose guess is not known' : 'whose first value is not above zero'
  return (
    <p className="small soft">
      {meaning}
      {left > 0 && ` ${plural(left, 'run')} ${why} ${left === 1 ? 'is' : 'are'} not drawn.`}
    </p>
  )
}
