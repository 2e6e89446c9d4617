'use client'
import { useMemo, useState } from 'react'
import { plural } from '../../../lib/format.ts'
import { type Panel, panelsOf, panelsUnfolded } from '../../../lib/summary/panels.ts'
import { isSystemSeries, systemPrefix } from '../../../lib/system/system-series.ts'
import { useNow } from '../../components/use-now.ts'
import { PanelGrid } from './panel-grid.tsx'
import type { PanelProps } from './panel-props.ts'
import { PanelSection, PanelSections } from './panel-sections.tsx'
import { usePinnedPanels } from './pinned-panels.ts'

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
  const machine = panels.filter(({ title }) => isSystemSeries(title))
  if (panels.length - machine.length <= panelsUnfolded)
    return (
      <>
        <PanelGrid
          label="Other series"
          panels={pinnedFirst(
            panels.filter((panel) => !machine.includes(panel)),
            pinned,
          )}
          {...rest}
        />
        {machine.length > 0 && (
          <PanelSection
            section={{ title: systemPrefix.slice(0, -1), panels: machine }}
            isOpenAtFirst={false}
            {...rest}
          />
        )}
      </>
    )
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
          <PanelSections panels={panels.filter((panel) => !onTop.includes(panel))} {...rest} />
        </>
      )}
    </section>
  )
}

function pinnedFirst(panels: readonly Panel[], pinned: readonly string[]): readonly Panel[] {
  return panels.toSorted((a, b) => Number(pinned.includes(b.title)) - Number(pinned.includes(a.title)))
}
