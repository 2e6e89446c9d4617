import type { ChangeEvent } from 'react'

/** The fields of the forms that start trainings. */

type Option = { id: string; title: string }
type ChoiceProps = {
  name?: string
  title: string
  options: readonly (Option | string)[]
  chosen: string
  /** Where the rest of the form hangs on it. */
  onChoose?: (id: string) => void
  className?: string
}

export function Choice({ name, title, options, chosen, onChoose, className = '' }: ChoiceProps) {
  const value = onChoose
    ? { value: chosen, onChange: (event: ChangeEvent<HTMLSelectElement>) => onChoose(event.target.value) }
    : { defaultValue: chosen }
  const named = options.map((option) => (typeof option === 'string' ? { id: option, title: option } : option))
  return (
    <label className={`field ${className}`}>
      {title}
      <select name={name} {...value}>
        {named.map((option) => (
          <option key={option.id} value={option.id}>
            {option.title}
          </option>
        ))}
      </select>
    </label>
  )
}

export function Field({ name, title, value }: { name: string; title: string; value: string }) {
  return (
    <label className="field">
      {title}
      <input
        name={name}
        defaultValue={value}
        autoComplete="off"
        inputMode={name === 'name' ? 'text' : 'decimal'}
      />
    </label>
  )
}
