'use client'
import type { Stage } from '../../../lib/explorer/stage.ts'
import { lossesOn } from '../../../lib/explorer/stages.ts'
import { type LossId, lossOf } from '../../../lib/losses/index.ts'
import type { DrawnLoss } from './drawn-loss.ts'

type Props = { stage: Stage; losses: readonly DrawnLoss[]; onChange(on: LossId[]): void }

/** Which losses are drawn. */
export function LossSwitches({ stage, losses, onChange }: Props) {
  const known = lossesOn(stage)
  if (known.length === 1) return null
  const isOn = (id: LossId) => losses.some((one) => one.id === id)
  return (
    <fieldset className="lx-switches">
      <legend>Losses on the chart</legend>
      {known.map((id) => {
        const hue = losses.find((one) => one.id === id)?.hue
        return (
          <label key={id} title={lossOf(id).title}>
            <input
              type="checkbox"
              className="tick-box pale"
              checked={isOn(id)}
              onChange={() => onChange(known.filter((one) => (one === id ? !isOn(id) : isOn(one))))}
            />
            <span
              className="loss-swatch"
              style={{ background: hue === undefined ? 'var(--line)' : `var(--hue-${hue})` }}
            />
            {id}
          </label>
        )
      })}
    </fieldset>
  )
}
