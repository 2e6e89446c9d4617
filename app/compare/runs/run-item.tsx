'use client'
import Link from 'next/link'
import { EndsKept } from '../../components/ends-kept.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import type { DrawnRun } from '../drawn-run.ts'
import { Swatch, Trouble } from './swatch.tsx'

type Props = {
  run: DrawnRun
  ink: { hue: number; dash: number }
  isFaint: boolean
  isHidden: boolean
  isPointed: boolean
  onPoint(id: string | null): void
  show(ids: readonly string[], isShown: boolean): void
  remove(id: string): void
}

/** A run in the list beside the chart. */
export function RunItem({ run, ink, isFaint, isHidden, isPointed, onPoint, show, remove }: Props) {
  const point = () => onPoint(isHidden ? null : run.id)
  return (
    <li
      data-pointed={isPointed}
      data-hidden={isHidden}
      onPointerEnter={point}
      onPointerLeave={() => onPoint(null)}
      onFocus={point}
      onBlur={() => onPoint(null)}
    >
      <input
        type="checkbox"
        className="tick-box pale"
        aria-label={`Show ${run.label}`}
        checked={!isHidden}
        onChange={() => show([run.id], isHidden)}
      />
      <Swatch hue={ink.hue} dash={ink.dash} isFaint={isFaint} />
      <span className="cmp-name">
        <Link className="cmp-link" href={`/runs/${run.id}`} prefetch={false} title={run.label}>
          <EndsKept text={run.label} />
        </Link>
        <span className="cmp-state">
          <StatusChip status={run.view.run.status} />
          <Trouble view={run.view} />
        </span>
      </span>
      <button
        type="button"
        className="plain"
        aria-label={`Remove ${run.label}`}
        title="Remove from the comparison"
        onClick={() => remove(run.id)}
      >
        ✕
      </button>
    </li>
  )
}
