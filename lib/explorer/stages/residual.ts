/** A real prediction moves past its target. */
import type { LossParams } from '../../losses/loss.ts'
import { column, type Stage, type StagedLoss, tensor } from '../stage.ts'

const predictsVariance = ({ expects }: StagedLoss) => 'variance' in expects.inputs
/** A weight for each sample is a parameter of the loss itself. */
const weighsSamples = ({ parameters }: StagedLoss) => 'weights' in parameters

const realTargets = new Set(['real', 'non-zero', 'non-negative'])
const realInputs = new Set(['real', 'non-negative'])

export const residual: Stage = {
  id: 'residual',
  title: 'A number',
  axis: { title: 'residual: prediction − target', min: -5, max: 5 },
  settings: [
    { name: 'target', label: 'target', default: 3, min: -10, max: 10, step: 0.1 },
    {
      name: 'variance',
      label: 'predicted variance',
      default: 1,
      min: 0.05,
      max: 10,
      step: 0.05,
      suits: predictsVariance,
    },
    {
      name: 'weight',
      label: 'weight of the sample',
      default: 2,
      min: 0,
      max: 10,
      step: 0.1,
      suits: weighsSamples,
    },
  ],
  suits: ({ expects: { inputs, targets } }) =>
    realTargets.has(targets) &&
    ('variance' in inputs || (Object.keys(inputs).length === 1 && realInputs.has(inputs.predictions ?? ''))),
  at(loss, x, { target = 0, variance = 1 }) {
    const prediction = tensor([target + x], [1, 1])
    const targets = { targets: tensor([target], [1, 1]) }
    return predictsVariance(loss)
      ? {
          batch: { inputs: { mean: prediction, variance: tensor([variance], [1, 1]) }, targets },
          motion: { mean: [1], variance: [0] },
        }
      : { batch: { inputs: { predictions: prediction }, targets }, motion: { predictions: [1] } }
  },
  table: {
    noun: 'row',
    columns: [
      { name: 'prediction', label: 'prediction' },
      { name: 'target', label: 'target' },
      { name: 'variance', label: 'variance', suits: predictsVariance },
      { name: 'weight', label: 'weight', suits: weighsSamples },
    ],
    rows: [
      [3.1, 3, 0.5, 1],
      [4.6, 5, 0.5, 1],
      [2.4, 2, 0.5, 1],
      [6.2, 6, 0.5, 1],
      [3.7, 4, 0.5, 1],
      [5, 14, 0.5, 0.2],
    ],
    batch: (loss, rows) => ({
      inputs: predictsVariance(loss)
        ? { mean: column(rows, 0), variance: column(rows, 2) }
        : { predictions: column(rows, 0) },
      targets: { targets: column(rows, 1) },
    }),
  },
}

/** The weights of the samples, for a loss that has them among its parameters: those of the rows, or that of the one sample. */
export function withWeights(
  loss: StagedLoss,
  params: LossParams,
  rows: readonly (readonly number[])[] | null,
  weight: number,
): LossParams {
  if (!weighsSamples(loss)) return params
  return { ...params, weights: rows ? column(rows, 3) : tensor([weight], [1, 1]) }
}
