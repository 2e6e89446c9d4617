'use client'
import { useState } from 'react'
import type { Setting, Settings, Stage } from '../../../lib/explorer/stage.ts'
import type { DrawnLoss } from './drawn-loss.ts'
import { Slider } from './slider.tsx'

type Props = {
  stage: Stage
  losses: readonly DrawnLoss[]
  settings: Settings
  onChange(settings: Settings): void
}

/** What is held while x moves: the target, the number of classes, whose loss it is. */
export function HeldSettings({ stage, losses, settings, onChange }: Props) {
  const shown = stage.settings.filter(
    ({ suits }) => !suits || losses.length === 0 || losses.some(({ loss }) => suits(loss)),
  )
  if (shown.length === 0) return null
  return (
    <fieldset className="lx-knobs">
      <legend>Held while {stage.axis.title.split(/[:,]/)[0]} moves</legend>
      {shown.map((setting) => (
        <SettingField
          key={setting.name}
          setting={setting}
          value={settings[setting.name] ?? setting.default}
          onChange={(value) => onChange({ ...settings, [setting.name]: value })}
        />
      ))}
    </fieldset>
  )
}

type FieldProps = { setting: Setting; value: number; onChange(value: number): void }

function SettingField({ setting, value, onChange }: FieldProps) {
  const { label, min, max, step, choices } = setting
  // What is being typed need not be a number yet; the curve stays as it was until it is one.
  const [typed, setTyped] = useState<string | null>(null)
  if (choices)
    return (
      <label className="field">
        {label}
        <select value={value} onChange={(event) => onChange(Number(event.target.value))}>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      </label>
    )
  function type(text: string) {
    const number = text.trim() === '' ? Number.NaN : Number(text)
    const fits = number >= min && number <= max && (step < 1 || Number.isInteger(number))
    setTyped(fits ? null : text)
    if (fits) onChange(number)
  }
  return (
    <>
      <Slider label={label} value={typed ?? String(value)} min={min} max={max} step={step} onChange={type} />
      {typed !== null && (
        <p className="small critical" role="alert">
          The {label} must be {step < 1 ? 'a number' : 'a whole number'} from {min} to {max}.
        </p>
      )}
    </>
  )
}
