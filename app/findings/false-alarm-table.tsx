import { falseAlarms, sources } from '../../lib/detectors/words/measured.ts'
import { Command } from '../components/command.tsx'
import { countOf, percent } from './share.ts'

/** How many healthy runs were flagged, on everything that was measured. */
export function FalseAlarmTable() {
  return (
    <table className="rule-table" aria-label="False alarms">
      <thead>
        <tr>
          <th scope="col">on</th>
          <th scope="col">flagged</th>
        </tr>
      </thead>
      <tbody>
        {falseAlarms.map(({ source, flagged, healthy }) => (
          <tr key={source}>
            <td>
              <b>{sources[source].title}.</b> {sources[source].on}
              <Command className="faint" text={sources[source].command} />
            </td>
            <td>
              {percent(flagged / healthy)} <span className="faint">{countOf(flagged, healthy)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
