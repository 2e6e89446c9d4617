import { formatNumber, formatPlain, shortNumber } from '../../lib/format.ts'
import type { FieldValue } from '../../lib/query/matches.ts'

type Props = {
  value: FieldValue
  /** Whether a text has quotes: in others of its column the number, or the flag, reads the same. */
  isQuoted?: boolean
  /** Whether a number was chosen, and not measured: then it has the digits that it was given. */
  isChosen?: boolean
}

/** Nothing, an empty text, false, 0 and "0" look different. */
export function FieldText({ value, isQuoted = false, isChosen = false }: Props) {
  if (value === null)
    return (
      <span className="faint" title="This run has none">
        –
      </span>
    )
  if (typeof value === 'number')
    return (
      <span className={Number.isFinite(value) ? undefined : 'critical'} title={String(value)}>
        {isChosen && Number.isFinite(value) ? formatPlain(shortNumber(value)) : formatNumber(value)}
      </span>
    )
  if (value === '') return <span className="soft">empty text</span>
  if (isQuoted && typeof value === 'string') return JSON.stringify(value)
  return typeof value === 'object' ? value.join(', ') : String(value)
}
