'use client'
import { useRouter, useSearchParams } from 'next/navigation'
import { useCallback, useEffect } from 'react'

/** Changes what the address of the list asks for; null takes it out. It then begins with its first page. */
export type ChangeList = (changes: Record<string, string | null>) => void

/** What was asked for last and the address does not have yet: a change that comes meanwhile must not undo it. */
let asked: string | null = null

export function useListAddress(): ChangeList {
  const router = useRouter()
  const arrived = useSearchParams()
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever the address has become
  useEffect(() => {
    asked = null
  }, [arrived])
  return useCallback(
    (changes) => {
      const params = new URLSearchParams(asked ?? window.location.search)
      params.delete('cursor')
      for (const [name, value] of Object.entries(changes))
        value === null ? params.delete(name) : params.set(name, value)
      asked = params.toString()
      router.replace(params.size ? `/?${params}` : '/', { scroll: false })
    },
    [router],
  )
}
