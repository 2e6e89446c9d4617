/** Rows of embeddings, and the distance between two of them. */
import { type LossBatch, tensorNamed } from '../loss.ts'
import { requireSameShape, shapeText, type Tensor } from '../tensor.ts'

/** PyTorch's `pairwise_distance` adds this to each difference, unless told otherwise. */
export const pairEpsilon = 1e-6

/** Embeddings as rows: all axes but the last count the rows. */
export function rowsOf({ data, shape }: Tensor): { rows: number; dimensions: number } {
  const dimensions = shape.at(-1) ?? 0
  return { rows: data.length / dimensions || 0, dimensions }
}

/**
 * The shape of one number for each embedding of the last axis: [n] for [n, d], [] for the one embedding [d]. Throws
 * an error naming the shapes unless the embeddings are of one shape and there is one label for each.
 */
export function requireRows(
  batch: LossBatch,
  names: readonly string[],
  { labels, mostAxes = 2 }: { labels?: Tensor; mostAxes?: number } = {},
): readonly number[] {
  const [first, ...others] = names.map((name) => tensorNamed(batch.inputs, name)) as [Tensor, ...Tensor[]]
  if (first.shape.length < 1 || first.shape.length > mostAxes)
    throw new Error(
      `The ${names[0]} has the shape ${shapeText(first.shape)} but must be [samples, dimensions].`,
    )
  others.forEach((other, index) => {
    requireSameShape(`rows of ${names[0]}`, first, `rows of ${names[index + 1]}`, other)
  })
  const shape = first.shape.slice(0, -1)
  if (labels) requireSameShape('losses', { data: first.data, shape }, 'targets', labels)
  return shape
}

/** Writes what the largest difference, or the smallest under −∞, says of the distance: those that share it share its slope. */
function extreme(slope: Float64Array, length: number): void {
  const shared = slope.filter((difference) => Math.abs(difference) === length).length
  for (let k = 0; k < slope.length; k++) {
    const difference = slope[k] as number
    // Of a distance that is NaN nothing is shared: 0 / 0 says so.
    slope[k] = Math.abs(difference) === length || shared === 0 ? Math.sign(difference) / shared : 0
  }
}

/**
 * The distance ‖a − b + epsilon‖ₚ of row `row`, for any p as in PyTorch: the number of differences under 0, the largest
 * under ∞, the smallest under −∞. Writes its derivative by a, which by b is the negative, to `slope`. What weighs most
 * is taken out of the powers, so that none overflows.
 */
export function distance(
  a: Tensor,
  b: Tensor,
  row: number,
  slope: Float64Array,
  { p, epsilon }: { p: number; epsilon: number },
): number {
  const start = row * slope.length
  let scale = p > 0 ? 0 : Number.POSITIVE_INFINITY
  let count = 0
  for (let k = 0; k < slope.length; k++) {
    const difference = (a.data[start + k] as number) - (b.data[start + k] as number) + epsilon
    slope[k] = difference
    // Math.max and Math.min keep NaN.
    scale = p > 0 ? Math.max(scale, Math.abs(difference)) : Math.min(scale, Math.abs(difference))
    if (difference !== 0) count++
  }
  if (p === 0 || scale === 0) {
    slope.fill(Number.isNaN(scale) ? Number.NaN : 0)
    return Number.isNaN(scale) ? Number.NaN : p === 0 ? count : 0
  }
  if (Math.abs(p) === Number.POSITIVE_INFINITY) {
    extreme(slope, scale)
    return scale
  }
  let sum = 0
  for (let k = 0; k < slope.length; k++) sum += (Math.abs(slope[k] as number) / scale) ** p
  const length = scale * sum ** (1 / p)
  for (let k = 0; k < slope.length; k++) {
    const difference = slope[k] as number
    // Below p = 1 the slope of no difference is infinite; PyTorch's is 0.
    slope[k] = difference === 0 ? 0 : Math.sign(difference) * (Math.abs(difference) / length) ** (p - 1)
  }
  return length
}

/** Adds factor·slope to the row of a, and takes it from the row of b. */
export function push(
  a: Float64Array,
  b: Float64Array,
  row: number,
  slope: Float64Array,
  factor: number,
): void {
  if (factor === 0) return
  for (let k = 0, i = row * slope.length; k < slope.length; k++, i++) {
    a[i] = (a[i] as number) + factor * (slope[k] as number)
    b[i] = (b[i] as number) - factor * (slope[k] as number)
  }
}
