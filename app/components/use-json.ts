'use client'
import { useEffect, useState } from 'react'
import { fromJson } from '../../lib/number.ts'
import { ask } from './ask.ts'

export type Asked<T> = { value: T | null; fault: string | null; isAsking: boolean; again(): void }

/** What a call of the API answers, asked again when its address changes; the last answer stays until the next one is there. */
export function useJson<T>(address: string): Asked<T> {
  const [answered, setAnswered] = useState<{ address: string; value: T | null; fault: string | null } | null>(
    null,
  )
  const [times, setTimes] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever presses the button wants the same address again
  useEffect(() => {
    const leaving = new AbortController()
    read<T>(address, leaving.signal).then(
      (found) =>
        setAnswered((before) => ({
          address,
          value: found.value ?? before?.value ?? null,
          fault: found.fault,
        })),
      () => {},
    )
    return () => leaving.abort()
  }, [address, times])
  return {
    value: answered?.value ?? null,
    fault: answered?.fault ?? null,
    isAsking: answered?.address !== address,
    again: () => setTimes((count) => count + 1),
  }
}

/** Rejects when it was given up. */
async function read<T>(
  address: string,
  signal: AbortSignal,
): Promise<{ value: T | null; fault: string | null }> {
  try {
    const response = await ask(address, { signal })
    // Non-finite numbers come by their names.
    const body = fromJson(await response.text()) as T & { error?: { message: string } }
    return response.ok
      ? { value: body, fault: null }
      : { value: null, fault: body.error?.message ?? 'It failed.' }
  } catch {
    signal.throwIfAborted()
    return { value: null, fault: 'The server cannot be reached.' }
  }
}
