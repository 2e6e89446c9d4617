'use client'
import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
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
    // Paper is white: what is drawn for the dark has to be drawn anew before the browser takes its picture.
    const paper = matchMedia('print')
    const readAtOnce = () => flushSync(read)
    paper.addEventListener('change', readAtOnce)
    window.addEventListener(themeEvent, read)
    return () => {
      paper.removeEventListener('change', readAtOnce)
      for (const query of queries) query.removeEventListener('change', read)
      window.removeEventListener(themeEvent, read)
    }
  }, [])
  return palette
}
