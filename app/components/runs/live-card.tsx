import Link from 'next/link'
import { formatNumber } from '../../../lib/format.ts'
import { progressOf } from '../../../lib/summary/headline.ts'
import type { RunRow } from '../../../lib/summary/run-row.ts'
import { headlineOf } from '../headline-of.ts'
import { PanelBoundary } from '../panel-boundary.tsx'
import { StatusChip } from '../status-chip.tsx'
import { SmallCurve } from './small-curve.tsx'

const shown = ['train/loss', 'val/loss', 'val/accuracy', 'val/r2', 'train/samples_per_second']

/** A run that goes on now. */
export function LiveCard({ row, now }: { row: RunRow; now: number }) {
  const { view, latest } = row
  const { run, findings } = view
  const headline = headlineOf({ run, findings, ...row }, now)
  const progress = progressOf(run, latest)
  const names = shown.filter((name) => latest[name])
  return (
    <li className="live-card" data-tone={headline.tone}>
      <Link href={`/runs/${run.id}`} className="spread">
        <strong>{run.name}</strong>
        <StatusChip status={run.status} />
      </Link>
      <p className={`card-headline ${headline.tone === 'live' ? '' : headline.tone}`}>{headline.text}</p>
      <PanelBoundary
        what={`The curve of ${run.name}`}
        draw={() => SmallCurve({ view, width: 320, height: 96 })}
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
