'use client'
import dynamic from 'next/dynamic'
import { PanelBoundary } from '../panel-boundary.tsx'
import { useAddress } from '../use-address.ts'
import { LiveCard } from './live-card.tsx'
import type { LiveItem } from './live-item.ts'
import { LiveLine } from './live-line.tsx'

/** Charts are half of what a page loads: only who asks for one gets them. */
const LiveOverlay = dynamic(() => import('./live-overlay.tsx').then((loaded) => loaded.LiveOverlay), {
  loading: () => <p className="soft none">Drawing …</p>,
})

const looks = ['cards', 'lines', 'chart'] as const
type Look = (typeof looks)[number]

const lookWords: Record<Look, string> = { cards: 'Cards', lines: 'Lines', chart: 'One chart' }

/** With more runs than this a line for each is what can be overlooked. */
const mostCards = 8

type Props = {
  live: readonly LiveItem[]
  selected: readonly string[]
  current: string | null
  order: readonly string[]
}

/** The runs that go on now: as cards, as a line each, or all losses on one chart. */
export function LiveSection({ live, selected, current, order }: Props) {
  const [address, change] = useAddress()
  const usual: Look = live.length > mostCards ? 'lines' : 'cards'
  const look = looks.find((one) => one === address.get('live')) ?? usual
  const Item = look === 'cards' ? LiveCard : LiveLine
  return (
    <section aria-label="Live runs" className="live-section">
      <fieldset className="row small live-looks" aria-label="Live runs as">
        {looks.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === look}
            onClick={() => change({ live: one === usual ? null : one })}
          >
            {lookWords[one]}
          </button>
        ))}
      </fieldset>
      {look === 'chart' && <LiveOverlay live={live} />}
      <ul className={look === 'cards' ? 'live-cards' : 'live-lines'}>
        {live.map((item) => {
          const { run } = item.row.view
          return (
            <PanelBoundary
              key={run.id}
              what={`What is said of ${run.name}`}
              draw={() =>
                Item({
                  ...{ live: item, order },
                  isSelected: selected.includes(run.id),
                  isCurrent: run.id === current,
                })
              }
            />
          )
        })}
      </ul>
    </section>
  )
}
