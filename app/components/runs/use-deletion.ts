'use client'
import { useEffect, useRef, useState } from 'react'
import { send } from '../send.ts'

/** How long a deletion can be taken back. */
const undoMs = 6000

/** Deletes runs a few seconds after it was asked for, so that it can be undone; until then they are only hidden. */
export function useDeletion() {
  const [hidden, setHidden] = useState<readonly string[]>([])
  const [fault, setFault] = useState<string | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const waiting = useRef<readonly string[]>([])

  async function carryOut(): Promise<void> {
    const ids = waiting.current
    waiting.current = []
    const faults = await Promise.all(ids.map((id) => send('DELETE', `/api/runs/${id}`)))
    setFault(faults.find((one) => one !== null) ?? null)
    setHidden([])
  }
  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current)
      for (const id of waiting.current) void send('DELETE', `/api/runs/${id}`)
    },
    [],
  )
  return {
    hidden: new Set(hidden),
    fault,
    remove(ids: readonly string[]) {
      waiting.current = [...waiting.current, ...ids]
      setHidden(waiting.current)
      if (timer.current) clearTimeout(timer.current)
      timer.current = setTimeout(carryOut, undoMs)
    },
    undo() {
      if (timer.current) clearTimeout(timer.current)
      waiting.current = []
      setHidden([])
    },
  }
}
