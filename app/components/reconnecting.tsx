import { useEffect, useState } from 'react'
import { ask } from './ask.ts'

/** How often it is asked why. */
const askedEveryMs = 2000

/** A thin bar over a page that hears nothing more of its server, with the reason; the page stays usable. */
export function Reconnecting() {
  const [isTurnedAway, setIsTurnedAway] = useState(false)
  useEffect(() => {
    async function look(): Promise<void> {
      const answer = await ask('/api/health').catch(() => null)
      setIsTurnedAway(answer?.status === 401 || answer?.status === 403)
    }
    look()
    const timer = setInterval(look, askedEveryMs)
    return () => clearInterval(timer)
  }, [])
  return (
    <div className="reconnecting" role="status">
      {isTurnedAway
        ? 'The server no longer takes the token of this browser. Open the page with another one: ?token=… in its address.'
        : 'The server is away. This page shows what it has and goes on by itself when the server is back.'}
    </div>
  )
}
