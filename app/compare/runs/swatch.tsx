import { toldOf } from '../../../lib/detectors/words/told.ts'
import type { RunView } from '../../../lib/run.ts'
import { dashes } from '../../components/chart/curve.ts'

type Props = { hue: number; dash?: number; isFaint?: boolean }

/** The colour of a run's or a group's lines, and their pattern. */
export function Swatch({ hue, dash = 0, isFaint = false }: Props) {
  return (
    <svg className="cmp-swatch" data-faint={isFaint} viewBox="0 0 20 4" aria-hidden="true">
      <path
        d="M0 2H20"
        stroke={`var(--hue-${hue % 8})`}
        strokeWidth="4"
        strokeDasharray={dashes[dash]?.join(' ') || undefined}
      />
    </svg>
  )
}

/** The open finding that speaks for a run; nothing while all is well. */
export function Trouble({ view }: { view: RunView }) {
  const told = toldOf(view.findings, view.run)
  return (
    told && (
      <span className={`small cmp-told ${told.severity}`} title={told.title}>
        {told.title}
      </span>
    )
  )
}
