'use client'
import { useRouter } from 'next/navigation'
import { useCallback } from 'react'

/** Changes what the address of the list asks for; null takes it out. It then begins with its first page. */
export type ChangeList = (changes: Record<string, string | null>) => void

export function useListAddress(): ChangeList {
  const router = useRouter()
  return useCallback(
    (changes) => {
      const params = new URLSearchParams(window.location.search)
      params.delete('cursor')
      for (const [name, value] of Object.entries(changes))
        value === null ? params.delete(name) : params.set(name, value)
      router.replace(params.size ? `/?${params}` : '/', { scroll: false })
    },
    [router],
  )
}
