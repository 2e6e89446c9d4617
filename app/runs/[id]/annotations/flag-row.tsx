'use client'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { Annotation } from '../../../../lib/annotation.ts'
import type { XAxis } from '../../../components/chart/line.ts'

type Props = {
  all: readonly Annotation[]
  x: XAxis
  range: readonly [number, number]
  chosen: string | null
  choose(id: string | null): void
  wordsOf(step: number): string
}

/** A button for each annotation at its step. One stop of the Tab key for all of them; the arrows go from one to the next. */
export function FlagRow({ all, x, range, chosen, choose, wordsOf }: Props) {
  const row = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState<string | null>(null)
  const flags = all
    .flatMap(({ id, step, text }) => (step === null ? [] : [{ id, step, text }]))
    .filter(({ step }) => step >= range[0] && step <= range[1])
    .sort((a, b) => a.step - b.step)
  if (flags.length === 0) return null
  const [first, last] = range.map(x.of) as [number, number]
  const shareOf = (step: number) => (x.of(step) - first) / (last - first || 1)
  const lanes = lanesOf(flags.map(({ step }) => shareOf(step)))
  const stop = flags.find(({ id }) => id === at) ?? flags[0]
  function move(event: KeyboardEvent) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!by || !stop) return
    event.preventDefault()
    const next = flags[flags.indexOf(stop) + by]
    if (!next) return
    setAt(next.id)
    row.current?.querySelector<HTMLElement>(`[data-annotation="${CSS.escape(next.id)}"]`)?.focus()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is filled in
    <div
      ref={row}
      className="annotation-flags"
      role="group"
      aria-label="Annotations over time"
      onKeyDown={move}
      style={{ height: laneHeight * (1 + Math.max(...lanes)) + 2 }}
    >
      {flags.map(({ id, step, text }, i) => (
        <button
          key={id}
          type="button"
          className="annotation-flag"
          data-annotation={id}
          aria-pressed={id === chosen}
          aria-label={`Annotation at ${wordsOf(step)}: ${text}`}
          title={`${text} (${wordsOf(step)})`}
          tabIndex={id === stop?.id ? 0 : -1}
          // One near the right edge stands left of its step, or it would be cut.
          data-side={shareOf(step) > 0.7 ? 'left' : 'right'}
          style={{
            top: 2 + laneHeight * (lanes[i] as number),
            ...(shareOf(step) > 0.7
              ? { right: `${100 * (1 - shareOf(step))}%` }
              : { left: `${100 * shareOf(step)}%` }),
          }}
          onClick={() => {
            setAt(id)
            choose(id === chosen ? null : id)
          }}
        >
          <span aria-hidden="true">{text}</span>
        </button>
      ))}
    </div>
  )
}

const laneHeight = 20
/** Flags closer than this share of the whole stand beneath each other, as far as there are lanes. */
const leastGap = 0.04
const mostLanes = 4

/** The lane of each flag, by their places from left to right. */
function lanesOf(shares: readonly number[]): number[] {
  const ends: number[] = []
  return shares.map((share) => {
    const free = ends.findIndex((end) => share - end >= leastGap)
    const lane = free >= 0 ? free : Math.min(ends.length, mostLanes - 1)
    ends[lane] = share
    return lane
  })
}
