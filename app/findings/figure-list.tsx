import { type Figure, falseAlarms, figures, sources } from '../../lib/detectors/words/measured.ts'
import { Command } from '../components/command.tsx'
import { countOf, percent } from './share.ts'

/** How often a rule was right, on what, and by which command. */
export function FigureList({ code, title }: { code: string; title: string }) {
  const found = figures[code] ?? []
  const counted = falseAlarms.flatMap(({ source, healthy, by }) => {
    const flagged = by?.[code]
    return flagged === undefined ? [] : [{ source, healthy, flagged }]
  })
  return (
    <>
      {found.length > 0 ? (
        <div className="scroll">
          <table className="rule-table" aria-label={`Measured: ${title}`}>
            <thead>
              <tr>
                <th scope="col">on</th>
                <th scope="col">recall</th>
                <th scope="col">precision</th>
                <th scope="col">median delay</th>
              </tr>
            </thead>
            <tbody>
              {found.map((figure) => (
                <FigureRow key={`${figure.source} ${figure.of}`} figure={figure} />
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <p>What it finds was not counted on runs, only tried on curves that were drawn for its tests.</p>
      )}
      {counted.map(({ source, healthy, flagged }) => (
        <p key={source} className="soft small">
          False alarms: {percent(flagged / healthy)}, in {countOf(flagged, healthy)} healthy runs, at warning
          or worse. <Command text={sources[source].command} />
        </p>
      ))}
    </>
  )
}

function FigureRow({ figure: { source, of, found, troubles, precision, delay } }: { figure: Figure }) {
  const { title, command } = sources[source]
  return (
    <tr>
      <td>
        {title}
        {of && `, ${of}`}
        <Command className="faint" text={command} />
      </td>
      <td>
        {percent(found / troubles)} <span className="faint">{countOf(found, troubles)}</span>
      </td>
      <td>{precision === null ? '–' : percent(precision)}</td>
      <td>{delay === null ? '–' : delayWords(delay)}</td>
    </tr>
  )
}

function delayWords({ value, unit }: NonNullable<Figure['delay']>): string {
  return `${value} ${value === 1 && unit !== '% of the run' ? unit.slice(0, -1) : unit}`
}
