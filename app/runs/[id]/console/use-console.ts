'use client'
import { useEffect, useState } from 'react'
import { type ConsolePart, placed, withLines } from '../../../../lib/console/console-lines.ts'
import { watch } from '../../../../lib/live/page-socket.ts'
import { ask } from '../../../components/ask.ts'
import { createPacer } from '../../../components/pacer.ts'

/** Lines that are shown: the newest. All of them are there as text. */
export const linesShown = 1000
/** The shortest time between two pictures of what a program prints. */
const pictureMs = 200

export type ReadConsole = { parts: readonly ConsolePart[] | null; fault: string | null }

/** The newest lines of a run, live while somebody looks. */
export function useConsole(runId: string, isLooked: boolean): ReadConsole {
  const [known, setKnown] = useState<ReadConsole>({ parts: null, fault: null })
  useEffect(() => {
    if (!isLooked) return
    let parts: readonly ConsolePart[] | null = null
    let fault: string | null = null
    let reads = 0
    let isOver = false
    /** What came while it is being read. */
    let missed: { at: number; lines: string[] }[] | null = null
    const pacer = createPacer(() => setKnown({ parts, fault }), pictureMs)
    const take = (lines: { at: number; lines: string[] }) => {
      if (parts) parts = withLines(parts, lines, linesShown)
    }
    const stop = watch(
      { console: runId },
      {
        async onReady() {
          const read = ++reads
          missed = []
          const found = await readConsole(runId, { last: String(linesShown) }).catch(() => null)
          if (isOver || read !== reads) return
          if (found) parts = found
          fault = found ? null : unread
          missed?.forEach(take)
          missed = null
          pacer.ask()
        },
        onEvents(events) {
          for (const event of events) {
            if (event.type !== 'console') continue
            const lines = placed(event)
            take(lines)
            missed?.push(lines)
          }
          pacer.ask()
        },
      },
    )
    return () => {
      isOver = true
      pacer.stop()
      stop()
    }
  }, [runId, isLooked])
  return known
}

const unread = 'What was printed could not be read.'

/** Lines of a run by their numbers. */
export async function readConsole(
  runId: string,
  query: Record<string, string>,
  signal?: AbortSignal,
): Promise<ConsolePart[]> {
  const search = new URLSearchParams({ ...query, format: 'json' })
  const response = await ask(`/api/runs/${runId}/console?${search}`, signal ? { signal } : {})
  if (!response.ok) throw new Error(unread)
  return ((await response.json()) as { parts: ConsolePart[] }).parts
}
