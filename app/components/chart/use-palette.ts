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
    const scheme = matchMedia('(prefers-color-scheme: dark)')
    scheme.addEventListener('change', read)
    window.addEventListener(themeEvent, read)
    return () => {
      scheme.removeEventListener('change', read)
      window.removeEventListener(themeEvent, read)
    }
  }, [])
  return palette
}
