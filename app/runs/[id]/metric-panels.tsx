'use client'
import { useMemo, useState } from 'react'
import { plural } from '../../../lib/format.ts'
import { openAtFirst, type Panel, panelsOf, panelsUnfolded, sectionsOf } from '../../../lib/summary/panels.ts'
import { PanelBoundary } from '../../components/panel-boundary.tsx'
import { useNow } from '../../components/use-now.ts'
import { MetricPanel } from './metric-panel.tsx'
import type { PanelProps } from './panel-props.ts'
import { usePinnedPanels } from './pinned-panels.ts'

/** Panels of one section, and sections, that are made at once; the others when asked for. */
const madeAtOnce = 60

/** With more series than this the browser sorts them: the server has others to answer meanwhile. */
const madeOnServer = 500

/** Everything but the main loss: a small chart for each metric, in sections where there are many, with a search. */
export function MetricPanels({ names, ...rest }: PanelProps & { names: readonly string[] }) {
  const isMade = useNow(false) !== null || names.length <= madeOnServer
  const panels = useMemo(() => (isMade ? panelsOf(names, rest.view.run) : []), [isMade, names, rest.view.run])
  const pinned = usePinnedPanels()
  const [search, setSearch] = useState('')
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const found = words.length
    ? panels.filter(({ names }) =>
        words.every((word) => names.some((name) => name.toLowerCase().includes(word))),
      )
    : null
  const onTop = panels.filter(({ title }) => pinned.includes(title))
  if (!isMade) return <p className="soft small">{plural(names.length, 'series', 'series')} …</p>
  if (panels.length <= panelsUnfolded)
    return <PanelGrid label="Other series" panels={pinnedFirst(panels, pinned)} {...rest} />
  return (
    <section aria-label="Other series">
      <div className="row small panel-search">
        <input
          type="search"
          placeholder={`Find one of ${panels.length} metrics`}
          aria-label="Find a metric"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        {found && <span className="soft">{found.length} found</span>}
      </div>
      {found ? (
        <PanelGrid label="Metrics found" panels={found} {...rest} />
      ) : (
        <>
          {onTop.length > 0 && <PanelGrid label="Pinned" panels={onTop} {...rest} />}
          <Sections panels={panels.filter((panel) => !onTop.includes(panel))} {...rest} />
        </>
      )}
    </section>
  )
}

function Sections({ panels, ...rest }: PanelProps & { panels: readonly Panel[] }) {
  const sections = useMemo(() => sectionsOf(panels), [panels])
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const [most, setMost] = useState(madeAtOnce)
  const open = useMemo(() => new Set(openAtFirst(sections)), [sections])
  return (
    <>
      {sections.slice(0, most).map((section) => {
        const isOpen = open.has(section.title) !== turned.has(section.title)
        return (
          <div key={section.title} className="panel-section">
            <h2>
              <button
                type="button"
                className="plain"
                aria-expanded={isOpen}
                onClick={() => {
                  const next = new Set(turned)
                  if (!next.delete(section.title)) next.add(section.title)
                  setTurned(next)
                }}
              >
                {`${isOpen ? '▾' : '▸'} ${section.title}`}{' '}
                <span className="soft small">{section.panels.length}</span>
              </button>
            </h2>
            {isOpen && <PanelGrid label={section.title} panels={section.panels} {...rest} />}
          </div>
        )
      })}
      <More count={sections.length - most} what="sections" onMore={() => setMost(most + madeAtOnce)} />
    </>
  )
}

function pinnedFirst(panels: readonly Panel[], pinned: readonly string[]): readonly Panel[] {
  return panels.toSorted((a, b) => Number(pinned.includes(b.title)) - Number(pinned.includes(a.title)))
}

function PanelGrid({ label, panels, ...rest }: PanelProps & { label: string; panels: readonly Panel[] }) {
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

function More({ count, what, onMore }: { count: number; what: string; onMore(): void }) {
  if (count <= 0) return null
  return (
    <button type="button" className="plain small" onClick={onMore}>
      {`Show more of ${count} other ${what}`}
    </button>
  )
}
