import { formatNumber } from '../../../lib/format.ts'
import type { LossGuide } from '../../../lib/losses/guides/guide.ts'
import { meanDivisor } from '../../../lib/losses/guides/mean.ts'
import { type Loss, type LossId, readParams, reductionsOf } from '../../../lib/losses/index.ts'
import { knownLevels } from './known-levels.ts'

/** What values to expect, and what some of them give away. All computed by the library. */
export function LossValues({ loss, guide }: { loss: Loss; guide: LossGuide }) {
  const bound = loss.lowerBound(readParams(loss))
  const levels = knownLevels(loss)
  const shown = (value: number | null) => (value === null ? '–' : formatNumber(value))
  return (
    <section>
      <h2>Values</h2>
      <p>
        {bound === null
          ? 'It has no lower bound: negative values are no fault.'
          : `Never below ${formatNumber(bound)}.`}
        {levels.length === 0 && ' Its chance level depends on the data: look where training begins.'}
      </p>
      {reductionsOf(loss).includes('mean') && (
        <p>
          <code>mean</code> divides by {meanDivisor(loss.id as LossId)}.
        </p>
      )}
      {levels.length > 0 && (
        <table className="loss-levels">
          <thead>
            <tr>
              <th scope="col">on</th>
              <th
                scope="col"
                className="number"
                title="The mean loss of a prediction that knows nothing of the inputs"
              >
                chance level
              </th>
              <th scope="col" className="number" title="The least that a perfect prediction reaches">
                floor
              </th>
            </tr>
          </thead>
          <tbody>
            {levels.map(({ on, chance, floor }) => (
              <tr key={on}>
                <td>{on}</td>
                <td className="number">{shown(chance)}</td>
                <td className="number">{shown(floor)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {guide.tellingValues && (
        <dl className="loss-terms loss-telling">
          {guide.tellingValues.map(({ value, origin, meaning }) => (
            <div key={origin}>
              <dt>
                <strong>{formatNumber(value)}</strong> <span className="faint">{origin}</span>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}
