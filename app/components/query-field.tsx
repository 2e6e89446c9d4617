'use client'
import { useEffect, useId, useRef, useState } from 'react'
import { loadQueries, type Queries, useLoaded } from './loaded.ts'

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
  const [text, setText] = useState(known)
  const [cursor, setCursor] = useState(0)
  const [chosen, setChosen] = useState(-1)
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  /** What was said and has not come back as `known` yet: it comes late, when more may have been typed. */
  const [said, setSaid] = useState<readonly string[]>([])
  const [before, setBefore] = useState(known)
  if (known !== before) {
    setBefore(known)
    const at = said.lastIndexOf(known)
    setSaid(at < 0 ? [] : said.slice(at + 1))
    // *Back*, or a link to another search.
    if (at < 0) setText(known)
  }
  /** How queries are read: known once somebody has begun to ask. */
  const [isAsking, setAsking] = useState(false)
  const queries = useLoaded(loadQueries, isAsking)
  const fault = queries && faultOf(queries, text, fields)
  const completions = isOpen && queries ? queries.completionsAt(text, cursor, fields ?? new Map()) : []
  // What was typed before it was known how queries are read is told then.
  const waiting = useRef<string | null>(null)
  useEffect(() => {
    if (!queries || waiting.current === null) return
    const next = waiting.current
    waiting.current = null
    tell(queries, next)
  })

  function tell(by: Queries, next: string): void {
    if (faultOf(by, next, fields) !== null) return
    setSaid((before) => [...before, next.trim()])
    onChange(next.trim())
  }

  function write(next: string, at: number): void {
    setText(next)
    setCursor(at)
    setChosen(-1)
    setOpen(true)
    // Kept outside of what is drawn: a key pressed before the effect above would be told before the letters before it.
    waiting.current = queries ? null : next
    if (queries) tell(queries, next)
  }
  function begin(): void {
    setAsking(true)
    onBegin?.()
  }
  function take(at: number): void {
    const completion = completions[at]
    if (completion) write(completion.text, completion.cursor)
  }
  function press(event: React.KeyboardEvent<HTMLInputElement>): void {
    const { key } = event
    const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && completions.length > 0) {
      setChosen((chosen + step + completions.length) % completions.length)
      event.preventDefault()
    } else if ((key === 'Enter' || key === 'Tab') && chosen >= 0) {
      take(chosen)
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
        aria-controls={`${id}-list`}
        aria-activedescendant={chosen >= 0 ? `${id}-${chosen}` : undefined}
        aria-invalid={fault !== null}
        aria-describedby={`${id}-fault`}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={text}
        onChange={({ target }) => write(target.value, target.selectionStart ?? target.value.length)}
        onClick={({ currentTarget }) => {
          setCursor(currentTarget.selectionStart ?? text.length)
          setOpen(true)
        }}
        onFocus={() => {
          setCursor(text.length)
          begin()
        }}
        onBlur={() => {
          setOpen(false)
          onTaken?.()
        }}
        onKeyDown={press}
      />
      <div id={`${id}-list`} role="listbox" aria-label="Completions" hidden={completions.length === 0}>
        {completions.map(({ label: word, hint }, at) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are taken by the field, which keeps the focus
          <div
            key={word}
            id={`${id}-${at}`}
            role="option"
            aria-selected={at === chosen}
            tabIndex={-1}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => take(at)}
          >
            <span className="mono">{word}</span> <span className="soft">{hint}</span>
          </div>
        ))}
      </div>
      <p id={`${id}-fault`} className="small warning" role="status">
        {!isOpen || chosen < 0 ? fault : null}
      </p>
    </div>
  )
}

function faultOf(
  { parseQuery, unknownField }: Queries,
  text: string,
  fields: ReadonlyMap<string, unknown> | null,
): string | null {
  const parsed = parseQuery(text)
  if ('fault' in parsed) return parsed.fault.sentence
  return fields && unknownField(parsed.query, new Set(fields.keys()))
}
