'use client'
import { useState } from 'react'
import type { Panel } from '../../../lib/summary/panels.ts'
import { PanelBoundary } from '../../components/panel-boundary.tsx'
import { MetricPanel } from './metric-panel.tsx'
import type { PanelProps } from './panel-props.ts'
import { usePinnedPanels } from './pinned-panels.ts'

/** Panels of one section, and sections, that are made at once; the others when asked for. */
export const madeAtOnce = 60

export function PanelGrid({
  label,
  panels,
  ...rest
}: PanelProps & { label: string; panels: readonly Panel[] }) {
  const [most, setMost] = useState(madeAtOnce)
  const pinned = usePinnedPanels()
  return (
    <>
      <section className="panels" aria-label={label}>
        {panels.slice(0, most).map((panel) => (
          <PanelBoundary key={panel.title} what={`The panel of ${panel.title}`}>
            <MetricPanel panel={panel} isPinned={pinned.includes(panel.title)} {...rest} />
          </PanelBoundary>
        ))}
      </section>
      <More count={panels.length - most} what="metrics" onMore={() => setMost(most + madeAtOnce)} />
    </>
  )
}

export function More({ count, what, onMore }: { count: number; what: string; onMore(): void }) {
  if (count <= 0) return null
  return (
    <button type="button" className="plain small" onClick={onMore}>
      {`Show more of ${count} other ${what}`}
    </button>
  )
}
