'use client'
import type { Chart } from 'chart.js'
import { type RefObject, useEffect, useRef } from 'react'
import { crossHair } from './cross-hair.ts'
import type { DrawnPoint, XAxis } from './line.ts'
import { type Span, spanUnder } from './touched-span.ts'
import { shifted } from './use-pan.ts'

type Parts = {
  frame: RefObject<HTMLElement | null>
  chart: RefObject<Chart<'line', DrawnPoint[]> | null>
  /** True while the picture is being moved. */
  isMoving: RefObject<boolean>
  x: XAxis
  zoom: readonly [number, number] | null
  /** The first and the last step of all lines. */
  whole: readonly [number, number]
  onZoom: ((zoom: [number, number] | null) => void) | undefined
}

/** A tap moves less than this, and a second one within this time and this near is a double tap. */
const tapReach = 10
const doubleMs = 300
const doubleReach = 30

/**
 * Two fingers zoom, one moves a zoomed picture, a double tap shows all again; what the page scrolls by is left to it.
 * The address hears of it when the fingers are lifted. A tap says where to read, until another place is tapped.
 */
export function useTouch(parts: Parts): void {
  const now = useRef(parts)
  now.current = parts
  const { frame } = parts
  useEffect(() => {
    const element = frame.current
    return element ? listen(element, () => now.current) : undefined
  }, [frame])
}

function listen(element: HTMLElement, read: () => Parts): () => void {
  let from: { span: Span; fingers: Span } | null = null
  /** Where the fingers have moved it: a page that is drawn meanwhile puts the picture back. */
  let to: Span | null = null
  let tap: { left: number; top: number } | null = null
  let last = { at: 0, left: 0 }

  const fingersOf = ({ touches }: TouchEvent): Span => {
    const bounds = element.getBoundingClientRect()
    const [first, second] = [touches[0] as Touch, touches[1] ?? (touches[0] as Touch)]
    const middle = (first.clientX + second.clientX) / 2 - bounds.left
    const half = Math.hypot(first.clientX - second.clientX, first.clientY - second.clientY) / 2
    return [middle - half, middle + half]
  }
  function start(event: TouchEvent): void {
    const { chart, zoom, onZoom, isMoving } = read()
    const { touches } = event
    tap = touches.length === 1 ? { left: fingersOf(event)[0], top: (touches[0] as Touch).clientY } : null
    const scale = chart.current?.scales.x
    const isOurs = scale && onZoom && (touches.length === 2 || (touches.length === 1 && zoom))
    to = null
    from = isOurs ? { span: [scale.min, scale.max], fingers: fingersOf(event) } : null
    if (touches.length !== 2 || !from) return
    event.preventDefault()
    isMoving.current = true
    crossHair.set(null)
  }
  function move(event: TouchEvent): void {
    const fingers = fingersOf(event)
    if (tap && Math.abs(fingers[0] - tap.left) > tapReach) tap = null
    const { chart, isMoving } = read()
    const options = chart.current?.options.scales?.x
    // Of one finger that has hardly moved it is not known yet whether it taps.
    if (!from || tap || !chart.current || !options) return
    if (event.cancelable) event.preventDefault()
    isMoving.current = true
    const { left, right } = chart.current.chartArea
    to = spanUnder(from.span, from.fingers, fingers, [left, right])
    ;[options.min, options.max] = to
    chart.current.update('none')
  }
  function end(event: TouchEvent): void {
    const { chart, isMoving, x, whole, onZoom } = read()
    const scale = chart.current?.scales.x
    if (isMoving.current && event.touches.length === 0) {
      isMoving.current = false
      if (!scale) return
      const [min, max] = to ?? [scale.min, scale.max]
      const [first, last] = shifted(x.toStep(min), x.toStep(max))
      onZoom?.(first <= whole[0] && last >= whole[1] ? null : [first, last])
    } else if (tap && scale && event.type === 'touchend') {
      // Else the mouse that a browser makes of a tap would come after it.
      if (event.target instanceof HTMLCanvasElement) event.preventDefault()
      const isDouble = event.timeStamp - last.at < doubleMs && Math.abs(tap.left - last.left) < doubleReach
      last = { at: isDouble ? 0 : event.timeStamp, left: tap.left }
      if (isDouble) onZoom?.(null)
      else crossHair.set(Math.round(x.toStep(scale.getValueForPixel(tap.left) ?? 0)))
    }
    if (event.touches.length === 0) from = null
    tap = null
  }
  function elsewhere({ target, pointerType }: PointerEvent): void {
    if (pointerType === 'touch' && !element.contains(target as Node)) crossHair.set(null)
  }
  element.addEventListener('touchstart', start, { passive: false })
  element.addEventListener('touchmove', move, { passive: false })
  element.addEventListener('touchend', end)
  element.addEventListener('touchcancel', end)
  document.addEventListener('pointerdown', elsewhere, true)
  return () => {
    element.removeEventListener('touchstart', start)
    element.removeEventListener('touchmove', move)
    element.removeEventListener('touchend', end)
    element.removeEventListener('touchcancel', end)
    document.removeEventListener('pointerdown', elsewhere, true)
  }
}
