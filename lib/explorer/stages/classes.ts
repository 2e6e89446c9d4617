/** The logit of the true class moves, those of the others stay at 0. */
import type { Tensor } from '../../losses/index.ts'
import { type Stage, type StagedLoss, tensor } from '../stage.ts'

const takesLogarithms = ({ expects }: StagedLoss) => expects.inputs.predictions === 'log-probabilities'
const wantsDistribution = ({ expects }: StagedLoss) => expects.targets === 'distribution'

const wantsList = ({ expects }: StagedLoss) => expects.targets === 'class-list'

const inputs = new Set(['logits', 'scores', 'log-probabilities'])
const targets = new Set(['class', 'class-list', 'distribution'])

function logSoftmax(row: readonly number[]): number[] {
  const most = Math.max(...row)
  const logSum = most + Math.log(row.reduce((sum, x) => sum + Math.exp(x - most), 0))
  return row.map((x) => x - logSum)
}

function targetsOf(loss: StagedLoss, classes: readonly number[], count: number, share: number): Tensor {
  if (wantsList(loss)) {
    const lists = classes.flatMap((own) => [own, ...Array<number>(count - 1).fill(-1)])
    return tensor(lists, [classes.length, count])
  }
  if (!wantsDistribution(loss)) return tensor(classes, [classes.length])
  const rest = (1 - share) / (count - 1)
  const rows = classes.flatMap((own) => Array.from({ length: count }, (_, c) => (c === own ? share : rest)))
  return tensor(rows, [classes.length, count])
}

function predictionsOf(loss: StagedLoss, rows: readonly (readonly number[])[]): Tensor {
  const given = rows.map((row) => (takesLogarithms(loss) ? logSoftmax(row) : row))
  return tensor(given.flat(), [rows.length, rows[0]?.length ?? 0])
}

/** The table has three classes. */
const names = ['A', 'B', 'C']

export const classes: Stage = {
  id: 'classes',
  title: 'One of several classes',
  axis: { title: 'logit of the true class, the others at 0', min: -6, max: 8 },
  settings: [
    { name: 'classes', label: 'classes', default: 3, min: 2, max: 50, step: 1 },
    {
      name: 'share',
      label: 'share of the true class in the target',
      default: 0.9,
      min: 0.5,
      max: 1,
      step: 0.01,
      suits: wantsDistribution,
    },
  ],
  suits: ({ expects }) => inputs.has(expects.inputs.predictions ?? '') && targets.has(expects.targets),
  at(loss, x, { classes: count = 3, share = 0.9 }) {
    const row = [x, ...Array<number>(count - 1).fill(0)]
    const p = Math.exp(logSoftmax(row)[0] as number)
    return {
      batch: {
        inputs: { predictions: predictionsOf(loss, [row]) },
        targets: { targets: targetsOf(loss, [0], count, share) },
      },
      // A log-softmax takes p off all of its outputs.
      motion: { predictions: row.map((_, c) => (c === 0 ? 1 : 0) - (takesLogarithms(loss) ? p : 0)) },
    }
  },
  table: {
    noun: 'row',
    columns: [
      ...names.map((name) => ({ name, label: `logit ${name}` })),
      { name: 'class', label: 'class', choices: names.map((label, value) => ({ value, label })) },
    ],
    rows: [
      [3, 0.5, 0.2, 0],
      [0.1, 2.4, 0.3, 1],
      [-0.5, 0.2, 2, 2],
      [1.2, 0.8, 0.1, 0],
      [6, -1, 0.5, 2],
    ],
    batch: (loss, rows, _params, { share = 0.9 }) => ({
      inputs: {
        predictions: predictionsOf(
          loss,
          rows.map((row) => row.slice(0, names.length)),
        ),
      },
      targets: {
        targets: targetsOf(
          loss,
          rows.map((row) => row[names.length] ?? 0),
          names.length,
          share,
        ),
      },
    }),
  },
}
