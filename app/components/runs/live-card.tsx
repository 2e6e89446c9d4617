import Link from 'next/link'
import { formatNumber } from '../../../lib/format.ts'
import { drawnCurve } from '../../../lib/summary/drawn-curve.ts'
import { progressOf } from '../../../lib/summary/headline.ts'
import { cardSeries } from '../../../lib/summary/packed-row.ts'
import { valueText } from '../../../lib/summary/value-text.ts'
import { EndsKept } from '../ends-kept.tsx'
import { PanelBoundary } from '../panel-boundary.tsx'
import { StatusChip } from '../status-chip.tsx'
import type { LiveItemProps } from './live-item.ts'
import { SelectBox } from './select-box.tsx'
import { SmallCurve } from './small-curve.tsx'
import { seenWhen } from './use-row-keys.ts'

const [width, height] = [320, 96]

/** A run that goes on now, with its curve and its newest values. */
export function LiveCard({ live: { row, tone, brief }, isSelected, isCurrent, order }: LiveItemProps) {
  const { view, latest } = row
  const { run } = view
  const progress = progressOf(run, latest)
  const names = cardSeries.filter((name) => latest[name])
  return (
    <li className="live-card" data-tone={tone} aria-current={isCurrent} ref={seenWhen(isCurrent)}>
      <div className="live-name">
        <SelectBox id={run.id} name={run.name} {...{ isSelected, order }} />
        <Link prefetch={false} href={`/runs/${run.id}`} className="spread" title={run.name}>
          <strong>
            <EndsKept text={run.name} />
          </strong>
          <StatusChip status={run.status} />
        </Link>
      </div>
      <p className={`card-headline ${tone === 'live' ? '' : tone}`}>{brief}</p>
      <PanelBoundary
        what={`The curve of ${run.name}`}
        draw={() => SmallCurve({ curve: drawnCurve(view, width, height), width, height })}
      />
      <progress max={1} value={progress ?? 0} aria-label="Progress" hidden={progress === null} />
      <dl className="readings">
        {(names.length ? names : Object.keys(latest).slice(0, 4)).map((name) => (
          <div key={name}>
            <dt>{name === 'train/samples_per_second' ? 'samples/s' : name}</dt>
            <dd>{textOf(name, latest[name]?.value ?? Number.NaN)}</dd>
          </div>
        ))}
      </dl>
    </li>
  )
}

function textOf(name: string, value: number): string {
  return valueText(name, value) ?? formatNumber(value)
}
