/** A logit, or a score, moves from a sure “no” to a sure “yes”. */
import { sigmoid } from '../../losses/families/logistic.ts'
import { column, type Stage, type StagedLoss, tensor } from '../stage.ts'

const answers = [
  { value: 0, label: 'no' },
  { value: 1, label: 'yes' },
]

const takesProbability = ({ expects }: StagedLoss) => expects.inputs.predictions === 'probability'
/** Labels are −1 and 1 for some losses: the same answer. */
const labelOf = ({ expects }: StagedLoss, answer: number) =>
  expects.targets === 'sign' ? 2 * answer - 1 : answer

const inputs = new Set(['logit', 'probability', 'score'])
const targets = new Set(['bit', 'probability', 'sign'])

export const binary: Stage = {
  id: 'binary',
  title: 'Yes or no',
  axis: { title: 'logit, or score', min: -6, max: 6 },
  settings: [{ name: 'label', label: 'true answer', default: 1, min: 0, max: 1, step: 1, choices: answers }],
  suits: ({ expects }) => inputs.has(expects.inputs.predictions ?? '') && targets.has(expects.targets),
  at(loss, x, { label = 1 }) {
    const p = sigmoid(x)
    const isProbability = takesProbability(loss)
    return {
      batch: {
        inputs: { predictions: tensor([isProbability ? p : x], [1, 1]) },
        targets: { targets: tensor([labelOf(loss, label)], [1, 1]) },
      },
      // The gradient is drawn by the logit for all of them, so that they can be compared.
      motion: { predictions: [isProbability ? p * sigmoid(-x) : 1] },
    }
  },
  table: {
    noun: 'row',
    columns: [
      { name: 'logit', label: 'logit' },
      { name: 'label', label: 'label', choices: answers },
    ],
    rows: [
      [2.2, 1],
      [-1.8, 0],
      [3.1, 1],
      [-0.4, 0],
      [0.9, 1],
      [-6, 1],
    ],
    batch: (loss, rows) => ({
      inputs: { predictions: column(rows, 0, takesProbability(loss) ? sigmoid : undefined) },
      targets: { targets: column(rows, 1, (label) => labelOf(loss, label)) },
    }),
  },
}
