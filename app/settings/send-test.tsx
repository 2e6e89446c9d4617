'use client'
import { useState } from 'react'
import { send } from '../components/send.ts'

/** A trial message to the webhook that is saved. */
export function SendTest({ isSaved }: { isSaved: boolean }) {
  const [state, setState] = useState<'idle' | 'sending' | 'sent' | { fault: string }>('idle')
  async function test() {
    setState('sending')
    const fault = await send('POST', '/api/settings/test-notification')
    setState(fault ? { fault } : 'sent')
  }
  return (
    <div className="row small">
      <button type="button" disabled={!isSaved || state === 'sending'} onClick={test}>
        {state === 'sending' ? 'Sending …' : 'Send a test'}
      </button>
      <span role="status">
        {!isSaved && <span className="soft">Save first: a test goes to the saved address.</span>}
        {isSaved && state === 'sent' && <span className="good">Sent: it should have arrived.</span>}
        {isSaved && typeof state === 'object' && <span className="critical">{state.fault}</span>}
      </span>
    </div>
  )
}
