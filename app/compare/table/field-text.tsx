import { formatNumber } from '../../../lib/format.ts'
import type { FieldValue } from '../../../lib/query/index.ts'

/** Nothing, an empty text, false and 0 look different. */
export function FieldText({ value }: { value: FieldValue }) {
  if (value === null)
    return (
      <span className="faint" title="This run has none">
        –
      </span>
    )
  if (typeof value === 'number')
    return (
      <span className={Number.isFinite(value) ? undefined : 'critical'} title={String(value)}>
        {formatNumber(value)}
      </span>
    )
  if (value === '') return <span className="faint">empty text</span>
  return typeof value === 'object' ? value.join(', ') : String(value)
}
