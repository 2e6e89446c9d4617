'use client'
import { useCallback, useSyncExternalStore } from 'react'

const changed = 'lossglass-address'

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener)
  window.addEventListener(changed, listener)
  return () => {
    window.removeEventListener('popstate', listener)
    window.removeEventListener(changed, listener)
  }
}

/** State that lives in the address, so that a copied link shows the same picture. Null takes a parameter out. */
export function useAddress(): [URLSearchParams, (changes: Record<string, string | null>) => void] {
  const search = useSyncExternalStore(
    subscribe,
    () => window.location.search,
    () => '',
  )
  const change = useCallback((changes: Record<string, string | null>) => {
    const params = new URLSearchParams(window.location.search)
    for (const [name, value] of Object.entries(changes))
      value === null ? params.delete(name) : params.set(name, value)
    const text = params.toString().replaceAll('%2C', ',').replaceAll('%2F', '/')
    window.history.replaceState(null, '', text ? `?${text}` : window.location.pathname)
    window.dispatchEvent(new Event(changed))
  }, [])
  return [new URLSearchParams(search), change]
}
