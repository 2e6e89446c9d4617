/** The truth of a data set in the form that a loss expects. */
import type { NumberArray, Tensor } from '../../losses/index.ts'
import type { Split, TargetScale, Truth } from '../datasets/dataset.ts'
import type { Fit } from './fit.ts'

/** One named target of the loss, for all rows of a split. */
export type EncodedTarget = { name: string; data: NumberArray; width: number; isFlat: boolean }

/** No inputs are looked at. */
type Truths = Pick<Split, 'rows' | 'truth'>

function oneHot(truth: Truth, width: number): Float32Array {
  const bits = new Float32Array(truth.length * width)
  for (let row = 0; row < truth.length; row++) bits[row * width + (truth[row] as number)] = 1
  return bits
}

/** The bits [rows, width]: of a class one for each class, else the truth as it is. */
function bitsOf({ truth, rows }: Truths, width: number): Float32Array {
  return truth.length < rows * width ? oneHot(truth, width) : Float32Array.from(truth)
}

/** For each row the classes that are there, then −1. */
function listsOf(split: Truths, width: number): Int32Array {
  const bits = bitsOf(split, width)
  const lists = new Int32Array(bits.length).fill(-1)
  for (let row = 0; row < split.rows; row++) {
    let next = row * width
    for (let label = 0; label < width; label++) if (bits[row * width + label] === 1) lists[next++] = label
  }
  return lists
}

function boxesAndClasses({ truth, rows }: Truths): EncodedTarget[] {
  const boxes = new Float32Array(rows * 4)
  const classes = new Int32Array(rows)
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < 4; k++) boxes[row * 4 + k] = truth[row * 5 + k] as number
    classes[row] = truth[row * 5 + 4] as number
  }
  return [
    { name: 'boxes', data: boxes, width: 4, isFlat: false },
    { name: 'classes', data: classes, width: 1, isFlat: true },
  ]
}

/** The targets of all rows; none where they belong to pairs of rows, which are drawn later. */
export function encodeTargets(fit: Fit, split: Truths, scale: TargetScale | null): EncodedTarget[] {
  const width = fit.parts[0]?.width ?? 1
  const named = (data: NumberArray, isFlat = false) => [
    { name: 'targets', data, width: isFlat ? 1 : width, isFlat },
  ]
  switch (fit.encoding) {
    case 'class':
      return named(Int32Array.from(split.truth), true)
    case 'class-list':
      return named(listsOf(split, width))
    case 'bits':
      return named(bitsOf(split, width))
    case 'signs':
      return named(bitsOf(split, width).map((bit) => 2 * bit - 1))
    case 'standardized': {
      // What was standardized before, or never, keeps its digits.
      if (!scale) return named(Float64Array.from(split.truth))
      const { mean, deviation } = scale
      return named(Float32Array.from(split.truth, (value) => (value - mean) / deviation))
    }
    case 'in-unit':
      return named(Float64Array.from(split.truth))
    case 'box-and-class':
      return boxesAndClasses(split)
    default:
      return []
  }
}

/** Encoded rows as the tensors that go into the loss; `data` may be longer than needed. */
export function targetTensors(
  encoded: readonly EncodedTarget[],
  rows: number,
  dataOf: (target: EncodedTarget, index: number) => NumberArray = ({ data }) => data,
): Record<string, Tensor> {
  return Object.fromEntries(
    encoded.map((target, index) => [
      target.name,
      {
        data: dataOf(target, index).subarray(0, rows * target.width),
        shape: target.isFlat ? [rows] : [rows, target.width],
      },
    ]),
  )
}
