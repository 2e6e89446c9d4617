import Link from 'next/link'
import { formatEstimate, formatNumber } from '../../../lib/format.ts'
import { drawnCurve } from '../../../lib/summary/drawn-curve.ts'
import { progressOf, timeLeft } from '../../../lib/summary/headline.ts'
import { mainMetric } from '../../../lib/summary/main-metric.ts'
import { rowCurve } from '../../../lib/summary/packed-row.ts'
import { EndsKept } from '../ends-kept.tsx'
import { PanelBoundary } from '../panel-boundary.tsx'
import { StatusChip } from '../status-chip.tsx'
import type { LiveItemProps } from './live-item.ts'
import { SelectBox } from './select-box.tsx'
import { SmallCurve } from './small-curve.tsx'
import { seenWhen } from './use-row-keys.ts'

/** A run that goes on now, in one line. */
export function LiveLine({ live: { row, tone, brief }, isSelected, isCurrent, order }: LiveItemProps) {
  const { view, latest, lastPointAt } = row
  const { run } = view
  const main = mainMetric(Object.keys(latest), run)
  const progress = progressOf(run, latest)
  const left = timeLeft(run, latest, lastPointAt)
  return (
    <li className="live-line" data-tone={tone} aria-current={isCurrent} ref={seenWhen(isCurrent)}>
      <SelectBox id={run.id} name={run.name} {...{ isSelected, order }} />
      <Link prefetch={false} href={`/runs/${run.id}`} className="live-line-name" title={run.name}>
        <strong>
          <EndsKept text={run.name} />
        </strong>
      </Link>
      <StatusChip status={run.status} />
      <span className={`live-line-words ${tone === 'live' ? 'soft' : tone}`} title={brief}>
        {brief}
      </span>
      <PanelBoundary
        what={`The curve of ${run.name}`}
        draw={() => SmallCurve({ curve: drawnCurve(view, rowCurve.width, rowCurve.height), ...rowCurve })}
      />
      <span className="number live-line-value" title={main ?? undefined}>
        {main === null ? '–' : formatNumber(latest[main]?.value ?? Number.NaN)}
      </span>
      <span className="number soft small live-line-left">
        {progress === null ? '' : `${Math.round(100 * progress)} %`}
        {left === null ? '' : ` · ${formatEstimate(left)}`}
      </span>
    </li>
  )
}
