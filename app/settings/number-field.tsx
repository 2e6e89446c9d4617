'use client'
import { useId, useState } from 'react'

type Props = {
  label: string
  /** Said after the field. */
  unit?: string
  hint?: string | undefined
  /** NaN while what is typed is no number. */
  value: number
  fault: string | undefined
  onChange(value: number): void
}

function parsed(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text.trim())
}

/** A number that is typed, with its fault beneath it. */
export function NumberField({ label, unit, hint, value, fault, onChange }: Props) {
  const id = useId()
  const [text, setText] = useState(String(value))
  // What was typed is shown as it was typed, unless the value was set from elsewhere.
  const shown = Object.is(parsed(text), value) ? text : String(value)
  return (
    <div className="set-field">
      <label htmlFor={id}>{label}</label>
      <span className="set-value">
        <input
          id={id}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          aria-invalid={fault !== undefined}
          aria-describedby={`${id}-said`}
          value={shown}
          onChange={(event) => {
            setText(event.target.value)
            onChange(parsed(event.target.value))
          }}
        />
        {unit}
      </span>
      <span id={`${id}-said`} className={fault ? 'critical small' : 'faint small'}>
        {fault ?? hint}
      </span>
    </div>
  )
}
