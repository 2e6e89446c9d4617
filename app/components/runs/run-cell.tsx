import { formatDuration } from '../../../lib/format.ts'
import type { FieldValue } from '../../../lib/query/matches.ts'
import { FieldText } from '../field-text.tsx'
import { LocalTime } from '../local-time.tsx'

type Props = {
  name: string
  value: FieldValue
  /** Whether its column has numbers. */
  isNumber: boolean
  /** Whether the value was chosen, and not measured. */
  isChosen: boolean
}

/** What a run has in a column that was chosen. */
export function RunCell({ name, value, isNumber, isChosen }: Props) {
  return (
    <td className={isNumber ? 'number' : 'run-cell'}>
      <Content {...{ name, value, isChosen }} />
    </td>
  )
}

function Content({ name, value, isChosen }: Omit<Props, 'isNumber'>) {
  if (name === 'started' && typeof value === 'number')
    return (
      <span className="soft small">
        <LocalTime time={value} />
      </span>
    )
  if (name === 'minutes' && typeof value === 'number') return formatDuration(60_000 * value)
  if (name === 'loss' && typeof value === 'object' && value) return <span className="chip">{value[0]}</span>
  if (name === 'tags' && typeof value === 'object' && value)
    return value.map((tag) => (
      <span key={tag} className="chip">
        {tag}
      </span>
    ))
  return <FieldText value={value} isChosen={isChosen} />
}
