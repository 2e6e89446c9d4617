import { formatWhole } from '../../../lib/format.ts'
import type { YScale } from '../../../lib/plot/y-scale.ts'

type Props = {
  scale: YScale
  /** Values that lie beyond the picture. */
  hidden: number
  /** Whether all of them are shown. */
  isWhole: boolean
  onWhole(isWhole: boolean): void
}

/** What the axis leaves out or bends, said over the picture. */
export function ScaleNotes({ scale, hidden, isWhole, onWhole }: Props) {
  const arrow = scale.below === 0 ? '↑ ' : scale.above === 0 ? '↓ ' : ''
  return (
    <>
      {(hidden > 0 || isWhole) && (
        <button type="button" className="plain small beyond" onClick={() => onWhole(!isWhole)}>
          {isWhole ? 'Leave out extremes' : `${arrow}${formatWhole(hidden)} beyond the picture, show all`}
        </button>
      )}
      {scale.kind === 'symlog' && (
        <span className="small faint scale-note">symmetric log, since values reach 0 or below</span>
      )}
    </>
  )
}
