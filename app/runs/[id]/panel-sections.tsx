'use client'
import { useMemo, useState } from 'react'
import { openAtFirst, type Panel, type Section, sectionsOf } from '../../../lib/summary/panels.ts'
import { More, madeAtOnce, PanelGrid } from './panel-grid.tsx'
import type { PanelProps } from './panel-props.ts'

/** The panels by the prefixes of their names; the first ones open. */
export function PanelSections({ panels, ...rest }: PanelProps & { panels: readonly Panel[] }) {
  const sections = useMemo(() => sectionsOf(panels), [panels])
  const [most, setMost] = useState(madeAtOnce)
  const open = useMemo(() => new Set(openAtFirst(sections)), [sections])
  return (
    <>
      {sections.slice(0, most).map((section) => (
        <PanelSection
          key={section.title}
          section={section}
          isOpenAtFirst={open.has(section.title)}
          {...rest}
        />
      ))}
      <More count={sections.length - most} what="sections" onMore={() => setMost(most + madeAtOnce)} />
    </>
  )
}

type SectionProps = PanelProps & { section: Section; isOpenAtFirst: boolean }

/** Panels that are folded and unfolded together. */
export function PanelSection({ section, isOpenAtFirst, ...rest }: SectionProps) {
  const [isTurned, setTurned] = useState(false)
  const isOpen = isOpenAtFirst !== isTurned
  return (
    <div className="panel-section">
      <h2>
        <button type="button" className="plain" aria-expanded={isOpen} onClick={() => setTurned(!isTurned)}>
          {`${isOpen ? '▾' : '▸'} ${section.title}`}{' '}
          <span className="soft small">{section.panels.length}</span>
        </button>
      </h2>
      {isOpen && <PanelGrid label={section.title} panels={section.panels} {...rest} />}
    </div>
  )
}
