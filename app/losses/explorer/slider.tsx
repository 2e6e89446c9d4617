'use client'
import { useId } from 'react'

type Props = {
  label: string
  /** Said under the label and to screen readers. */
  meaning?: string
  /** As it was typed. */
  value: string
  min: number
  max: number
  step: number
  onChange(value: string): void
}

/** A number by hand or by keyboard: the slider goes as far as is usual, the field takes any. */
export function Slider({ label, meaning, value, min, max, step, onChange }: Props) {
  const id = useId()
  const number = Number(value)
  return (
    <div className="lx-slider">
      <label htmlFor={id} title={meaning}>
        {label}
      </label>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={Number.isFinite(number) ? number : min}
        onChange={(event) => onChange(event.target.value)}
      />
      <input
        type="text"
        inputMode="decimal"
        aria-label={`${label}, as a number`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}
