'use client'
import { useEffect, useState } from 'react'
import type { Mute, Settings } from '../../../lib/settings/settings.ts'
import { changeSettings } from '../../components/change-settings.ts'

export type Mutes = {
  muted: readonly Mute[]
  /** Both resolve with why it could not be done, or null. */
  mute(mute: Mute): Promise<string | null>
  unmute(mute: Mute): Promise<string | null>
}

const isSame = (a: Mute, b: Mute) => a.code === b.code && a.project === b.project && a.runId === b.runId

/** The muted rules of the server, as this page knows them, and how it changes them. */
export function useMutes(stored: readonly Mute[]): Mutes {
  const [muted, setMuted] = useState(stored)
  useEffect(() => setMuted(stored), [stored])
  async function change(of: (settings: Settings) => readonly Mute[]): Promise<string | null> {
    const answer = await changeSettings((settings) => ({ ...settings, muted: of(settings) }))
    if (!('settings' in answer)) return answer.message
    setMuted(answer.settings.muted)
    return null
  }
  return {
    muted,
    mute: (mute) => change(({ muted }) => [...muted.filter((other) => !isSame(other, mute)), mute]),
    unmute: (mute) => change(({ muted }) => muted.filter((other) => !isSame(other, mute))),
  }
}
