'use client'
import { useEffect, useState } from 'react'
import { plainText } from '../../../../lib/console/ansi.ts'
import type { ConsolePart } from '../../../../lib/console/console-lines.ts'
import { readConsole } from './use-console.ts'

/** Lines that are shown of those that a search has found, the newest. */
export const mostFound = 500
const afterTypingMs = 250

export type FoundLines = { parts: ConsolePart[]; count: number; isSearching: boolean; fault: string | null }

const nothing: FoundLines = { parts: [], count: 0, isSearching: false, fault: null }

/** Of all lines that are kept of a run those that hold a text, in any case; null while nothing is looked for. */
export function useFoundLines(runId: string, search: string): FoundLines | null {
  const [found, setFound] = useState<FoundLines>(nothing)
  const wanted = search.trim().toLowerCase()
  useEffect(() => {
    if (wanted === '') return
    const leaving = new AbortController()
    setFound((before) => ({ ...before, isSearching: true }))
    const timer = setTimeout(async () => {
      try {
        const parts = await readConsole(runId, {}, leaving.signal)
        const lines = parts.flatMap(({ first, lines }) =>
          lines.flatMap((line, i) =>
            plainText(line).toLowerCase().includes(wanted) ? [{ first: first + i, lines: [line] }] : [],
          ),
        )
        setFound({ ...nothing, parts: lines.slice(-mostFound), count: lines.length })
      } catch {
        if (!leaving.signal.aborted)
          setFound({ ...nothing, fault: 'What was printed could not be searched.' })
      }
    }, afterTypingMs)
    return () => {
      clearTimeout(timer)
      leaving.abort()
    }
  }, [runId, wanted])
  return wanted === '' ? null : found
}
