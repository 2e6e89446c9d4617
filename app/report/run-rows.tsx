import type { ComparedRun } from '../../lib/compare/compared-run.ts'
import { metricChoice } from '../../lib/compare/metric-choice.ts'
import { parameterRows } from '../../lib/compare/parameter-rows.ts'
import { fieldOf, fieldsOf, isChosen } from '../../lib/compare/run-fields.ts'
import { differs, usualColumns } from '../../lib/compare/run-order.ts'
import { plural } from '../../lib/format.ts'
import type { DrawnRun } from '../compare/drawn-run.ts'
import { Swatch, Trouble } from '../compare/runs/swatch.tsx'
import { BreakableName } from '../compare/table/run-columns.tsx'
import { chunks } from '../components/export/paper.ts'
import { FieldText } from '../components/field-text.tsx'
import { Sideways } from '../components/sideways.tsx'
import { StatusChip } from '../components/status-chip.tsx'
import { Pairs } from '../runs/[id]/pairs.tsx'

/** Columns that a sheet of paper has room for. */
const columnsOnPaper = 7

type Props = { runs: readonly DrawnRun[]; compared: readonly ComparedRun[] }

/** A row for each run with every parameter that sets them apart; what all have in common below. */
export function RunRows({ runs, compared }: Props) {
  const usual = usualColumns(compared, metricChoice(compared))
  const params = [...fieldsOf(compared)].flatMap(([name, kind]) =>
    kind === 'param' && !usual.includes(name) && differs(compared, name) ? [name] : [],
  )
  const same = parameterRows(compared.map(({ run }) => run)).filter((row) => !row.differs)
  return (
    <section className="cmp-section" aria-label="Runs">
      <h2>Runs</h2>
      {chunks([...usual, ...params], columnsOnPaper).map((columns) => (
        <Sideways key={columns[0]} what="Runs">
          <table className="cmp-table cmp-run-table" aria-label="Runs">
            <thead>
              <tr>
                <th className="cmp-first" scope="col">
                  Run
                </th>
                {columns.map((name) => (
                  <th key={name} scope="col">
                    <BreakableName name={name} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {runs.map(({ id, label, hue, view }, at) => (
                <tr key={id}>
                  <th className="cmp-first" scope="row">
                    <Swatch hue={hue} /> {label} <StatusChip status={view.run.status} />{' '}
                    <Trouble view={view} />
                  </th>
                  {columns.map((name) => (
                    <td key={name} className="cmp-cell">
                      {compared[at] && <Cell compared={compared[at]} name={name} />}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Sideways>
      ))}
      {same.length > 0 && (
        <>
          <h3>{plural(same.length, 'setting')} that all have in common</h3>
          <Pairs pairs={same.map(({ name, values }) => [name, values.find((one) => one !== null) ?? '–'])} />
        </>
      )}
    </section>
  )
}

function Cell({ compared, name }: { compared: ComparedRun; name: string }) {
  return <FieldText value={fieldOf(compared, name)} isChosen={isChosen(compared.run, name)} />
}
