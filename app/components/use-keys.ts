'use client'
import { useEffect, useRef } from 'react'

/** Where keys are text. */
const typing = 'input:not([type=checkbox], [type=range]), select, textarea, [contenteditable]'

/** What Enter does something to by itself. */
const pressed = 'button, a, summary, input, select, textarea'

/** Calls a function for a key, unless the person is typing or another key is held. */
export function useKeys(keys: Readonly<Record<string, (event: KeyboardEvent) => void>>): void {
  const newest = useRef(keys)
  newest.current = keys
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const target = event.target as HTMLElement
      if (target.matches(typing) || document.querySelector('dialog[open]')) return
      if (event.key === 'Enter' && target.closest(pressed)) return
      newest.current[event.key]?.(event)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}
