/** A loss and its slope along the axis of a stage, from the kernel that trains. */
import { evaluate, type Loss, type LossParams, reductionsOf } from '../losses/index.ts'
import { type Settings, type Stage, settingsOf } from './stage.ts'
import { withWeights } from './stages/residual.ts'

/** Points where the loss refuses its input (a logarithm of a negative number) are left out. */
export type Curve = { xs: number[]; values: number[]; slopes: number[] }

export type CurveOptions = { params: LossParams; settings?: Settings; points: number }

/** Of a divergence the number per sample, and not per class. */
function reductionOf(loss: Loss) {
  return reductionsOf(loss).includes('batchmean') ? 'batchmean' : 'mean'
}

export function curveOf(stage: Stage, loss: Loss, { params, settings, points }: CurveOptions): Curve {
  const held = settingsOf(stage, settings)
  const own = withWeights(loss, params, null, held.weight ?? 1)
  const { min, max } = stage.axis
  const curve: Curve = { xs: [], values: [], slopes: [] }
  for (let i = 0; i < points; i++) {
    const x = min + ((max - min) * i) / (points - 1)
    const { batch, motion } = stage.at(loss, x, held, own)
    try {
      const { value, gradients } = evaluate(loss, batch, { params: own, reduction: reductionOf(loss) })
      const slope = Object.entries(motion).reduce(
        (sum, [name, speeds]) =>
          sum + Array.from(speeds).reduce((part, speed, k) => part + speed * (gradients[name]?.[k] ?? 0), 0),
        0,
      )
      curve.xs.push(x)
      curve.values.push(value)
      curve.slopes.push(slope)
    } catch {
      // Out of the range of the loss: no point of the curve.
    }
  }
  return curve
}

export type TableLoss = {
  total: number
  /** The loss of each row; null for a loss that is one number for all of them. */
  rows: number[] | null
  /** The row that makes up most of the sum, and its share; null where shares have no meaning. */
  largest: { row: number; share: number } | null
}

/** The loss of the rows of a table. Throws the kernel's one sentence when it refuses them. */
export function tableLoss(
  stage: Stage,
  loss: Loss,
  rows: readonly (readonly number[])[],
  { params, settings }: Pick<CurveOptions, 'params' | 'settings'>,
): TableLoss {
  if (!stage.table) throw new Error(`The stage ${stage.id} has no table.`)
  const held = settingsOf(stage, settings)
  const own = withWeights(loss, params, rows, 1)
  const batch = stage.table.batch(loss, rows, own, held)
  const reduction = reductionOf(loss)
  const { value, perExample } = evaluate(loss, batch, { params: own, reduction })
  const { data, shape } = perExample
  const isPerRow = shape.length > 0 && shape[0] === rows.length && !stage.table.isPlane
  if (!isPerRow) return { total: value, rows: null, largest: null }
  const width = data.length / rows.length
  const sums = rows.map((_, row) => sumOf(data, row * width, (row + 1) * width))
  return { total: value, rows: sums, largest: largestOf(sums) }
}

function sumOf(data: ArrayLike<number>, from: number, to: number): number {
  let sum = 0
  for (let i = from; i < to; i++) sum += data[i] as number
  return sum
}

function largestOf(values: readonly number[]): TableLoss['largest'] {
  const sum = values.reduce((total, value) => total + value, 0)
  if (!(sum > 0) || values.some((value) => value < 0 || !Number.isFinite(value))) return null
  const row = values.indexOf(Math.max(...values))
  return { row, share: (values[row] as number) / sum }
}
