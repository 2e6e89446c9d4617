import type { Mapping } from '../../../lib/dropped/drop.ts'
import type { PlainColumns } from './use-drop.ts'

type Props = { file: string; columns: PlainColumns; mapping: Mapping; onMean(mapping: Mapping): void }

/** Of a plain file nobody can tell for sure which column is the step: what was taken for it, to be put right. */
export function ColumnsForm({ file, columns, mapping, onMean }: Props) {
  const step = mapping.step ?? columns.step ?? 'row'
  const series = columns.names.filter((name) => name !== step)
  const isRead = (name: string) => mapping.only === undefined || mapping.only.includes(name)
  return (
    <fieldset className="found-columns">
      <legend className="small">Columns of {file}</legend>
      <label className="field">
        Step
        <select value={step} onChange={(event) => onMean({ step: event.target.value })}>
          {!columns.names.includes('row') && <option value="row">the row, counted from 0</option>}
          {columns.names.map((name) => (
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
