'use client'
import { useEffect, useState } from 'react'
import { themeEvent } from '../theme-switch.tsx'
import { type Palette, readPalette } from './palette.ts'

/** The colours of the theme that is shown; null on the server, which has none. */
export function usePalette(): Palette | null {
  const [palette, setPalette] = useState(() =>
    typeof document === 'undefined' ? null : readPalette(document.body),
  )
  useEffect(() => {
    const read = () => setPalette(readPalette(document.body))
    const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((one) => matchMedia(one))
    for (const query of queries) query.addEventListener('change', read)
    window.addEventListener(themeEvent, read)
    return () => {
      for (const query of queries) query.removeEventListener('change', read)
      window.removeEventListener(themeEvent, read)
    }
  }, [])
  return palette
}
