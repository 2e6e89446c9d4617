import { errorText } from '../../../lib/matrix/difference-words.ts'
import type { DifferingRuns } from '../../../lib/matrix/differing.ts'
import { Sideways } from '../../components/sideways.tsx'

type Props = { differences: DifferingRuns }

/** Of each class the share of its rows that is named so. */
export function RecallTable({ differences: { setups, judged } }: Props) {
  const classes = setups[0]?.recalls?.length ?? 0
  if (classes === 0 || classes > 100) return null
  const names = judged?.classNames ?? Array.from({ length: classes }, (_, label) => String(label))
  const best = names.map((_, label) => Math.max(...setups.map(({ recalls }) => recalls?.[label]?.mean ?? 0)))
  const worst = names.map((_, label) => Math.min(...setups.map(({ recalls }) => recalls?.[label]?.mean ?? 0)))
  return (
    <>
      <h3>Recall of each class</h3>
      <Sideways what="Recalls" className="scroll cmp-scroll">
        <table className="cmp-table mtx" aria-label="Recall of each class">
          <thead>
            <tr>
              <th className="cmp-first" scope="col">
                trained with
              </th>
              {names.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {setups.map(({ label, loss, recalls }) => (
              <tr key={label}>
                <th className="cmp-first" scope="row">
                  {loss}
                </th>
                {recalls?.map((recall, at) => (
                  <td key={names[at]}>
                    {recall.mean === best[at] && best[at] !== worst[at] ? (
                      <strong>{errorText(recall.mean)}</strong>
                    ) : (
                      errorText(recall.mean)
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Sideways>
    </>
  )
}
