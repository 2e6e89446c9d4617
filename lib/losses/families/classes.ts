/** Class indices and the softmax, for the losses that pick one class of several. */
import type { Telltale } from '../loss.ts'
import { sameShape, shapeText, sizeOf, type Tensor } from '../tensor.ts'

/** What the most exact guess costs: the entropy of the class frequencies. */
export function classPriorEntropy(classPrior: readonly number[] | undefined): Telltale[] {
  if (!classPrior || classPrior.length < 2) return []
  const value = classPrior.reduce((sum, share) => sum - (share > 0 ? share * Math.log(share) : 0), 0)
  return [{ value, cause: 'predicts-prior' }]
}

/** Nine of ten are right, and each mistake costs 1 more than a right answer: no model is so unsure of what it knows. */
const leastAccuracy = 0.9
/** What the labels of fewer classes cost once they are smoothed lies there too. */
const usualClasses = [10, 20, 100, 1000]

/**
 * Probabilities taken for logits lie between 0 and 1: the right class at 1 and the others at 0 is the best they can do. Where the
 * classes are not known, a usual number of them.
 */
export function softmaxTwice(classes: number | undefined): Telltale[] {
  if (classes !== undefined && classes < 2) return []
  const cause = 'softmax-before-cross-entropy'
  const least = (count: number) => Math.log1p((count - 1) / Math.E)
  const range = (count: number): Telltale => {
    const value = least(count)
    return { value, upTo: value + 1 - leastAccuracy, leastAccuracy, cause }
  }
  if (classes === undefined) return usualClasses.map(range)
  return [{ value: least(classes), cause }, ...(classes > 2 ? [range(classes)] : [])]
}

/** Logits as [samples, classes, places]: `places` is 1 for [n, C] and d for [n, C, d]; [C] is one sample without a batch. */
export function layoutOf(logits: Tensor): { samples: number; classes: number; places: number } {
  const [samples = 0, classes = 0, ...rest] = logits.shape.length === 1 ? [1, ...logits.shape] : logits.shape
  return { samples, classes, places: sizeOf(rest) }
}

/**
 * The shape [n] or [n, d] of one number for each place, for predictions [n, C] or [n, C, d] with class indices; [] for
 * predictions [C] with one class index. Throws an error naming the shapes when targets or weights do not fit.
 */
export function shapeOfClasses(
  id: string,
  predictions: Tensor,
  targets: Tensor,
  weight: Float64Array | null,
  orProbabilities = false,
): readonly number[] {
  const isOne = predictions.shape.length === 1 && targets.shape.length === 0
  const [samples = 0, classes = 0, ...rest] = isOne ? [1, ...predictions.shape] : predictions.shape
  const shape = isOne ? [] : [samples, ...rest]
  if (predictions.shape.length < 2 && !isOne)
    throw new Error(
      `The predictions have the shape ${shapeText(predictions.shape)} but must be [samples, classes], or [classes] with one class index.`,
    )
  if (!sameShape(targets.shape, shape))
    throw new Error(
      `The predictions have the shape ${shapeText(predictions.shape)} but the targets have the shape ${shapeText(targets.shape)}: they must be ${shapeText(shape)}${orProbabilities ? ` for class indices or ${shapeText(predictions.shape)} for probabilities` : ', one class for each'}.`,
    )
  if (weight && weight.length !== classes)
    throw new Error(`The weight of ${id} has ${weight.length} entries for ${classes} classes.`)
  return shape
}

/** Throws an error naming row and value for what is no class. */
export function requireClass(label: number, classes: number, row: number): void {
  if (!(Number.isInteger(label) && label >= 0 && label < classes))
    throw new Error(
      `Row ${row} of the targets holds class ${label}: there are ${classes} classes, counted from 0.`,
    )
}

/** The index of the largest of the numbers at base, base + step … before end. */
export function largestAt(x: ArrayLike<number>, base: number, end: number, step: number): number {
  let largest = base
  for (let k = base + step; k < end; k += step) if ((x[k] as number) > (x[largest] as number)) largest = k
  return largest
}

/**
 * Writes the softmax of the logits of one place to `gradient`. Returns log Σ exp(xᵢ − m), m being the largest logit:
 * it is taken out of the exponentials, so that none overflows, and counts as the 1 of log1p(Σ of the others), so that
 * a loss next to 0 keeps its digits.
 */
export function softmax(
  x: ArrayLike<number>,
  gradient: Float64Array,
  base: number,
  end: number,
  step: number,
  largest: number,
): number {
  const m = x[largest] as number
  let others = 0
  for (let k = base; k < end; k += step) {
    const e = Math.exp((x[k] as number) - m)
    gradient[k] = e
    if (k !== largest) others += e
  }
  // The largest itself is exp(0), or NaN when it is infinite.
  const total = (gradient[largest] as number) + others
  for (let k = base; k < end; k += step) gradient[k] = (gradient[k] as number) / total
  return Number.isNaN(total) ? Number.NaN : Math.log1p(others)
}
