'use client'
import { type Knob, knobsOf } from '../../../lib/explorer/knob.ts'
import type { Choices } from './choices.ts'
import type { DrawnLoss } from './drawn-loss.ts'
import { Slider } from './slider.tsx'

type Props = {
  losses: readonly DrawnLoss[]
  knobs: Choices['knobs']
  onChange(knobs: Choices['knobs']): void
}

/** The parameters of the losses that are switched on. */
export function Knobs({ losses, knobs, onChange }: Props) {
  return losses.map(({ id, loss, fault }) => {
    const own = knobsOf(id)
    if (own.length === 0 && fault === null) return null
    return (
      <fieldset key={id} className="lx-knobs">
        <legend>{loss.title}</legend>
        {own.map((knob) => {
          const key = `${id}.${knob.name}`
          return (
            <KnobField
              key={key}
              knob={knob}
              value={knobs[key] ?? String(knob.default)}
              onChange={(value) => onChange({ ...knobs, [key]: value })}
            />
          )
        })}
        {fault !== null && (
          <p className="small critical" role="alert">
            {fault}
          </p>
        )}
      </fieldset>
    )
  })
}

type FieldProps = { knob: Knob; value: string; onChange(value: string): void }

function KnobField({ knob, value, onChange }: FieldProps) {
  const { name, meaning } = knob
  switch (knob.kind) {
    case 'number':
      return <Slider label={name} value={value} onChange={onChange} {...knob} />
    case 'flag':
      return (
        <label className="lx-flag" title={meaning}>
          <input
            type="checkbox"
            className="tick-box pale"
            checked={value === 'true'}
            onChange={(event) => onChange(String(event.target.checked))}
          />
          {name}
        </label>
      )
    case 'text':
      return (
        <label className="field" title={meaning}>
          {name}
          <input
            type="text"
            value={value}
            placeholder={knob.example}
            onChange={(event) => onChange(event.target.value)}
          />
        </label>
      )
  }
}
