import { formatNumber } from '../../../lib/format.ts'
import { LossLink } from './loss-link.tsx'
import { tellingValues } from './telling-values.ts'

const others = [
  {
    seen: 'NaN',
    meaning:
      'A logarithm or root of a negative number, 0/0, ∞ − ∞. Look at the step before: was it already huge? Then the learning rate. Was it not? Then an input or a target is NaN.',
  },
  {
    seen: '∞',
    meaning: 'An exponential that overflowed, or the logarithm of 0. Use the form that takes logits.',
  },
  {
    seen: 'below 0',
    meaning:
      'Normal for the Poisson and Gaussian likelihoods, for Wasserstein and for generators. For anything else the inputs are not what the loss expects: probabilities where log-probabilities belong, labels of another coding.',
  },
  {
    seen: 'exactly 0',
    meaning:
      'From early on: a margin of 0, triplets that are all easy, or targets that leaked into the inputs. Nothing real is that good.',
  },
  {
    seen: 'always the same',
    meaning:
      'No gradient arrives: a rounded prediction, a detached tensor, a frozen layer, a learning rate of 0, dead units. Or it sits at chance level: no signal.',
  },
]

/** Values that are met in runs, and what they mean. */
export function Debugging() {
  return (
    <>
      <p>
        A plateau at a loss’s own floor is success, at the floor of a mistake it is a bug, and at chance level
        it means that nothing is learnt. The first value of a run is worth a look too: it should be about the
        chance level. Values below are computed by the library.
      </p>
      <div className="scroll">
        <table className="telling">
          <thead>
            <tr>
              <th scope="col" className="number">
                value
              </th>
              <th scope="col">is</th>
              <th scope="col">of</th>
              <th scope="col">means</th>
            </tr>
          </thead>
          <tbody>
            {tellingValues().map(({ loss, value, origin, meaning }) => (
              <tr key={`${loss} ${origin} ${meaning}`}>
                <td className="number">
                  <strong>{formatNumber(value, 5)}</strong>
                </td>
                <td>{origin}</td>
                <td>
                  <LossLink id={loss} />
                </td>
                <td>{meaning}</td>
              </tr>
            ))}
            {others.map(({ seen, meaning }) => (
              <tr key={seen}>
                <td className="number">
                  <strong>{seen}</strong>
                </td>
                <td />
                <td>any loss</td>
                <td>{meaning}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>
        When nothing explains it: take one batch of ten samples and train on it alone. A model that cannot
        bring the loss of ten samples to its floor has a bug in the loss, the labels or the step, and no
        amount of data will help.
      </p>
    </>
  )
}
