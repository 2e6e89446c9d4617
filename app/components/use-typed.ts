'use client'
import { useCallback, useEffect, useRef } from 'react'

const typingMs = 200

export type Typed = {
  /** Tells a text once nothing has been typed for a moment. */
  soon(text: string): void
  /** Tells at once what is still to be told. Who leaves the field may go on to where a late text would call them back. */
  now(): void
}

/** For what is asked for while it is typed. Of what is taken off the page nothing is told any more. */
export function useTyped(tell: (text: string) => void): Typed {
  const told = useRef(tell)
  told.current = tell
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; text: string } | null>(null)
  useEffect(() => () => clearTimeout(waiting.current?.timer), [])
  const now = useCallback(() => {
    if (!waiting.current) return
    const { timer, text } = waiting.current
    clearTimeout(timer)
    waiting.current = null
    told.current(text)
  }, [])
  const soon = useCallback(
    (text: string) => {
      clearTimeout(waiting.current?.timer)
      waiting.current = { timer: setTimeout(now, typingMs), text }
    },
    [now],
  )
  return { soon, now }
}
