'use client'
import { useEffect, useState } from 'react'
import { whenIdle } from '../../lib/live/when-idle.ts'
import { ask } from './ask.ts'

/** How often a page asks whether the database is well: what is logged while it is not is only in the programs that log. */
const askedEveryMs = 10_000

/** Says on every page what is wrong with the database, while something is. */
export function Trouble() {
  const [trouble, setTrouble] = useState<string | null>(null)
  useEffect(() => {
    async function look(): Promise<void> {
      try {
        const health: { trouble?: string } = await (await ask('/api/health')).json()
        setTrouble(health.trouble ?? null)
      } catch {
        // That the server is away is said elsewhere.
      }
    }
    const callOff = whenIdle(look)
    const timer = setInterval(look, askedEveryMs)
    return () => {
      callOff()
      clearInterval(timer)
    }
  }, [])
  return trouble === null ? null : (
    <p className="trouble" role="alert">
      {trouble}
    </p>
  )
}
