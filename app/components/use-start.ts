'use client'
import { useState } from 'react'
import { ask } from './ask.ts'

export type Start = {
  isStarting: boolean
  fault: string | null
  /** Sends it; what is answered under that name is handed on, a refusal is said. */
  start(path: string, body: object): Promise<void>
}

/** Starts something on this machine by a call that answers with what was started, `{run: {id}}` or `{sweep: {id}}`. */
export function useStart(name: 'run' | 'sweep', onStarted: (id: string) => void): Start {
  const [isStarting, setStarting] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  async function start(path: string, body: object): Promise<void> {
    setStarting(true)
    setFault(null)
    try {
      const response = await ask(path, { method: 'POST', body: JSON.stringify(body) })
      const answer = (await response.json()) as Record<string, { id?: string; message?: string } | undefined>
      const id = answer[name]?.id
      if (id !== undefined) onStarted(id)
      else setFault(answer.error?.message ?? 'It could not be started.')
    } catch {
      setFault('The server cannot be reached.')
    }
    setStarting(false)
  }
  return { isStarting, fault, start }
}
