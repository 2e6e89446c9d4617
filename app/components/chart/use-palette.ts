'use client'
import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { themeEvent } from '../theme-switch.tsx'
import { type Palette, readPalette } from './palette.ts'

/** Read once for all charts of a page: each colour is a style that the browser has to work out. */
let known: Palette | null = null
const listeners = new Set<() => void>()
let isWatched = false

function paletteNow(): Palette {
  known ??= readPalette(document.body)
  return known
}

function readAnew(): void {
  known = null
  for (const listener of listeners) listener()
}

function watch(): void {
  if (isWatched) return
  isWatched = true
  for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)'])
    matchMedia(query).addEventListener('change', readAnew)
  // Paper is white: what is drawn for the dark has to be drawn anew before the browser takes its picture.
  matchMedia('print').addEventListener('change', () => flushSync(readAnew))
  window.addEventListener(themeEvent, readAnew)
}

/** The colours of the theme that is shown; null on the server, which has none. */
export function usePalette(): Palette | null {
  const [palette, setPalette] = useState(() => (typeof document === 'undefined' ? null : paletteNow()))
  useEffect(() => {
    const read = () => setPalette(paletteNow())
    watch()
    listeners.add(read)
    // What has changed since it was read.
    read()
    return () => void listeners.delete(read)
  }, [])
  return palette
}
