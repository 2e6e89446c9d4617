import { useEffect, useState } from 'react'
import { readInstead } from '../../lib/live/page-socket.ts'
import { ask } from './ask.ts'

/** How often it is asked why. */
const askedEveryMs = 2000

/** So many looks in a row find a server that answers before it is no server that has just come back. */
const sureLooks = 3

type Reason = 'away' | 'turned-away' | 'connecting' | 'no-websocket'

const words: Readonly<Record<Reason, string>> = {
  away: 'The server is away. This page shows what it has and goes on by itself when the server is back.',
  'turned-away':
    'The server no longer takes the token of this browser. Reload the page to enter another one.',
  connecting: 'The server answers: connecting …',
  'no-websocket':
    'The server answers, but what is between, such as a proxy, lets no websocket through: this page reads anew every few seconds.',
}

/** A thin bar over a page that hears nothing more of its server, with the reason; the page stays usable. */
export function Reconnecting() {
  const [reason, setReason] = useState<Reason>('away')
  useEffect(() => {
    let answered = 0
    async function look(): Promise<void> {
      const answer = await ask('/api/health').catch(() => null)
      answered = answer?.ok ? answered + 1 : 0
      const isUnheard = answered >= sureLooks
      if (!isUnheard || answered % sureLooks === 0) readInstead(isUnheard)
      const isTurnedAway = answer?.status === 401 || answer?.status === 403
      setReason(
        isUnheard ? 'no-websocket' : answer?.ok ? 'connecting' : isTurnedAway ? 'turned-away' : 'away',
      )
    }
    look()
    const timer = setInterval(look, askedEveryMs)
    return () => clearInterval(timer)
  }, [])
  return (
    <div className="reconnecting" role="status">
      {words[reason]}
    </div>
  )
}
