import Link from 'next/link'
import { formatNumber } from '../../../lib/format.ts'
import { drawnCurve } from '../../../lib/summary/drawn-curve.ts'
import { progressOf } from '../../../lib/summary/headline.ts'
import { cardSeries } from '../../../lib/summary/packed-row.ts'
import type { RunRow } from '../../../lib/summary/run-row.ts'
import { headlineOf } from '../headline-of.ts'
import { PanelBoundary } from '../panel-boundary.tsx'
import { StatusChip } from '../status-chip.tsx'
import { SmallCurve } from './small-curve.tsx'

const [width, height] = [320, 96]

/** A run that goes on now. */
export function LiveCard({ row, now }: { row: RunRow; now: number }) {
  const { view, latest } = row
  const { run, findings } = view
  const headline = headlineOf({ run, findings, ...row }, now)
  const progress = progressOf(run, latest)
  const names = cardSeries.filter((name) => latest[name])
  return (
    <li className="live-card" data-tone={headline.tone}>
      <Link href={`/runs/${run.id}`} className="spread">
        <strong>{run.name}</strong>
        <StatusChip status={run.status} />
      </Link>
      <p className={`card-headline ${headline.tone === 'live' ? '' : headline.tone}`}>{headline.text}</p>
      <PanelBoundary
        what={`The curve of ${run.name}`}
        draw={() => SmallCurve({ curve: drawnCurve(view, width, height), width, height })}
      />
      <progress max={1} value={progress ?? 0} aria-label="Progress" hidden={progress === null} />
      <dl className="readings">
        {(names.length ? names : Object.keys(latest).slice(0, 4)).map((name) => (
          <div key={name}>
            <dt>{name === 'train/samples_per_second' ? 'samples/s' : name}</dt>
            <dd>{formatNumber(latest[name]?.value ?? Number.NaN)}</dd>
          </div>
        ))}
      </dl>
    </li>
  )
}
