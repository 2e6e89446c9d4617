'use client'
import { useId, useState } from 'react'
import type { Completion } from '../../lib/query/index.ts'
import { listIdOf, optionIdOf, QueryCompletions } from './query-completions.tsx'
import { useQueryText } from './use-query-text.ts'

type Props = {
  /** What the address has. */
  known: string
  /** Fields that may be asked for, with values to offer; null while they are not known. */
  fields: ReadonlyMap<string, readonly string[]> | null
  label: string
  placeholder: string
  onChange(text: string): void
  /** When Enter, or leaving the field, says that this is all. */
  onTaken?: () => void
  /** When a person begins to ask. */
  onBegin?: () => void
  field?: React.Ref<HTMLInputElement>
}

/** A line in which runs are asked for: faults in words, completion by Tab, Enter or a click. */
export function QueryField({ known, fields, label, placeholder, onChange, onTaken, onBegin, field }: Props) {
  const { text, fault, queries, begin, write } = useQueryText({ known, fields, onChange })
  const [cursor, setCursor] = useState(0)
  const [chosen, setChosen] = useState(-1)
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const completions = isOpen && queries ? queries.completionsAt(text, cursor, fields ?? new Map()) : []

  function writeAt(next: string, at: number): void {
    write(next)
    setCursor(at)
    setChosen(-1)
    setOpen(true)
  }
  const take = (completion: Completion) => writeAt(completion.text, completion.cursor)
  function press(event: React.KeyboardEvent<HTMLInputElement>): void {
    const { key } = event
    const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && completions.length > 0) {
      setChosen((chosen + step + completions.length) % completions.length)
      event.preventDefault()
    } else if ((key === 'Enter' || key === 'Tab') && chosen >= 0) {
      const completion = completions[chosen]
      if (completion) take(completion)
      event.preventDefault()
    } else if (key === 'Escape' || key === 'Enter') {
      setOpen(false)
      if (key === 'Enter') onTaken?.()
    }
    // Keys of the page begin with letters that are typed here.
    event.stopPropagation()
  }
  return (
    <div className="query">
      <input
        ref={field}
        type="search"
        role="combobox"
        aria-label={label}
        aria-expanded={completions.length > 0}
        aria-controls={listIdOf(id)}
        aria-activedescendant={chosen >= 0 ? optionIdOf(id, chosen) : undefined}
        aria-invalid={fault !== null}
        aria-describedby={`${id}-fault`}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={text}
        onChange={({ target }) => writeAt(target.value, target.selectionStart ?? target.value.length)}
        onClick={({ currentTarget }) => {
          setCursor(currentTarget.selectionStart ?? text.length)
          setOpen(true)
        }}
        onFocus={() => {
          setCursor(text.length)
          begin()
          onBegin?.()
        }}
        onBlur={() => {
          setOpen(false)
          onTaken?.()
        }}
        onKeyDown={press}
      />
      <QueryCompletions fieldId={id} completions={completions} chosen={chosen} onTake={take} />
      <p id={`${id}-fault`} className="small warning" role="status">
        {!isOpen || chosen < 0 ? fault : null}
      </p>
    </div>
  )
}
