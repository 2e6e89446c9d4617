import type { FoundRun } from '../../../lib/dropped/drop.ts'
import type { Mapping } from './use-drop.ts'

type Props = { runs: readonly FoundRun[]; mapping: Mapping; onMean(mapping: Mapping): void }

/** Of plain files nobody can tell for sure which column is the step: what was taken for it, to be put right. */
export function ColumnsForm({ runs, mapping, onMean }: Props) {
  const plain = runs.flatMap(({ columns }) => columns ?? [])
  if (plain.length === 0) return null
  const names = [...new Set(plain.flatMap((columns) => columns.names))]
  const step = mapping.step ?? plain[0]?.step ?? 'row'
  const series = names.filter((name) => name !== step)
  const isRead = (name: string) => mapping.only === undefined || mapping.only.includes(name)
  return (
    <fieldset className="found-columns">
      <legend>Columns</legend>
      <label className="field">
        Step
        <select value={step} onChange={(event) => onMean({ step: event.target.value })}>
          <option value="row">the row, counted from 0</option>
          {names.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <div className="row small">
        {series.map((name) => (
          <label key={name}>
            <input
              type="checkbox"
              checked={isRead(name)}
              onChange={() => onMean({ step, only: series.filter((one) => isRead(one) !== (one === name)) })}
            />{' '}
            {name}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
