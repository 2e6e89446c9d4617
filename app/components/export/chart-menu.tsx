'use client'
import dynamic from 'next/dynamic'
import { useEffect, useRef, useState } from 'react'
import type { Figure } from './chart-exports.tsx'
import { useIsPaper } from './paper.ts'
import type { ExportedData } from './series-source.ts'

/** Seldom wanted, and loaded then. */
const ChartExports = dynamic(() => import('./chart-exports.tsx').then((loaded) => loaded.ChartExports))

type Props = {
  /** What is drawn, for the label and the names of files. */
  what: string
  figure: Figure
  data: ExportedData
}

/** A quiet button that opens what a chart can be saved as; the rest of it is made when it is opened. */
export function ChartMenu({ what, figure, data }: Props) {
  const [isOpen, setOpen] = useState(false)
  const isPaper = useIsPaper()
  const frame = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!isOpen) return
    const close = ({ target }: Event) => {
      if (!frame.current?.contains(target as Node)) setOpen(false)
    }
    document.addEventListener('pointerdown', close)
    document.addEventListener('focusin', close)
    return () => {
      document.removeEventListener('pointerdown', close)
      document.removeEventListener('focusin', close)
    }
  }, [isOpen])
  if (isPaper) return null
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes it from any of its buttons; the chart behind it hears no pointer
    <div
      ref={frame}
      className="chart-menu small"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return
        event.stopPropagation()
        setOpen(false)
        button.current?.focus()
      }}
      onPointerDown={(event) => event.stopPropagation()}
      onPointerMove={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <button
        ref={button}
        type="button"
        className="plain"
        aria-expanded={isOpen}
        aria-label={`Save ${what}`}
        title="Save as PNG, SVG, CSV, JSON, or view as a table"
        onClick={() => setOpen(!isOpen)}
      >
        ⤓
      </button>
      {isOpen && <ChartExports {...{ what, figure, data }} besideOf={() => besideOf(frame.current)} />}
    </div>
  )
}

/** The drawing that shares its closest frame with the menu. */
function besideOf(menu: HTMLElement | null): SVGSVGElement | null {
  return menu?.parentElement?.querySelector<SVGSVGElement>('svg[viewBox]') ?? null
}
