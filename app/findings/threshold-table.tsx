import type { Threshold } from '../../lib/detectors/detector.ts'

type Props = {
  thresholds: Readonly<Record<string, Threshold>>
  /** Those that were changed, by name. */
  set: Readonly<Record<string, number>>
}

/** What of a rule can be set, with the values in force. */
export function ThresholdTable({ thresholds, set }: Props) {
  return (
    <table className="rule-table thresholds">
      <thead>
        <tr>
          <th scope="col">what</th>
          <th scope="col">in force</th>
          <th scope="col">default</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(thresholds).map(([name, { default: usual, unit, meaning }]) => {
          const value = set[name] ?? usual
          return (
            <tr key={name}>
              <td>{meaning}</td>
              <td>
                {value === usual ? value : <b>{value}</b>} {unit}
              </td>
              <td className={value === usual ? 'faint' : undefined}>{usual}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
