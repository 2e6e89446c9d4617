'use client'
import { useEffect, useRef, useState } from 'react'
import { loadQueries, type Queries, useLoaded } from './loaded.ts'

export type QueryText = {
  text: string
  /** What is wrong with the text, in words; null where nothing is, or while it is not known how queries are read. */
  fault: string | null
  /** How queries are read; null until it is known. */
  queries: Queries | null
  /** Somebody begins to ask: how queries are read is loaded. */
  begin(): void
  write(next: string): void
}

type Parts = {
  /** What the address has. */
  known: string
  /** Fields that may be asked for; null while they are not known. */
  fields: ReadonlyMap<string, unknown> | null
  /** Told each text that has no fault. */
  onChange(text: string): void
}

/** The text of a query while it is written, beside what the address has of it. */
export function useQueryText({ known, fields, onChange }: Parts): QueryText {
  const [text, setText] = useState(known)
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
  const [isAsking, setAsking] = useState(false)
  const queries = useLoaded(loadQueries, isAsking)
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

  return {
    text,
    fault: queries && faultOf(queries, text, fields),
    queries,
    begin: () => setAsking(true),
    write(next) {
      setText(next)
      // Kept outside of what is drawn: a key pressed before the effect above would be told before the letters before it.
      waiting.current = queries ? null : next
      if (queries) tell(queries, next)
    },
  }
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
