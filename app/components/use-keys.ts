'use client'
import { useEffect, useRef } from 'react'

/** Calls a function for a key, unless the person is typing or another key is held. */
export function useKeys(keys: Readonly<Record<string, (event: KeyboardEvent) => void>>): void {
  const newest = useRef(keys)
  newest.current = keys
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const target = event.target as HTMLElement
      if (
        target.matches('input, select, textarea, [contenteditable]') ||
        document.querySelector('dialog[open]')
      )
        return
      newest.current[event.key]?.(event)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}
