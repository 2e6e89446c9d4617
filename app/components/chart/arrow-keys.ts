import type { KeyboardEvent } from 'react'
import { shifted } from './use-pan.ts'

type Parts = {
  /** Steps from the left to the right edge. */
  range: readonly [number, number]
  zoom: readonly [number, number] | null
  onZoom: ((zoom: [number, number] | null) => void) | undefined
  /** Reads the next value to the left (−1) or to the right (1). */
  read(by: -1 | 1): void
  forget(): void
}

/** The arrow keys read values, with Shift they move a zoomed picture by a tenth. Escape forgets what was read. */
export function arrowKeys({ range: [from, to], zoom, onZoom, read, forget }: Parts) {
  return (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape') forget()
    const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
    if (by === 0) return
    event.preventDefault()
    const tenth = (by * (to - from)) / 10
    if (event.shiftKey && zoom && onZoom) onZoom(shifted(from + tenth, to + tenth))
    else read(by)
  }
}
