'use client'
import { useId, useState } from 'react'
import { send } from '../components/send.ts'

/** A trial message to the webhook that is saved. `obstacle`: why it cannot be sent yet. */
export function SendTest({ obstacle }: { obstacle: string | null }) {
  const id = useId()
  const [state, setState] = useState<'idle' | 'sending' | 'sent' | { fault: string }>('idle')
  async function test() {
    setState('sending')
    const fault = await send('POST', '/api/settings/test-notification')
    setState(fault ? { fault } : 'sent')
  }
  return (
    <div className="row small">
      <button
        type="button"
        aria-describedby={id}
        disabled={obstacle !== null || state === 'sending'}
        onClick={test}
      >
        {state === 'sending' ? 'Sending …' : 'Send a test'}
      </button>
      <span id={id} role="status">
        {obstacle && <span className="soft">{obstacle}</span>}
        {!obstacle && state === 'sent' && <span className="good">Sent: it should have arrived.</span>}
        {!obstacle && typeof state === 'object' && <span className="critical">{state.fault}</span>}
      </span>
    </div>
  )
}
