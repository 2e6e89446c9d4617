/** What a data set is. */

export type Truth = Int32Array | Float32Array | Float64Array

export type Split = {
  rows: number
  /** [rows, inputs] */
  inputs: Float32Array
  /** What is to be predicted, [rows, truthWidth]: see `Dataset`. */
  truth: Truth
}

/** `value · deviation + mean` leads from a standardized number back to its unit. */
export type TargetScale = { mean: number; deviation: number; unit: string }

export type Dataset = {
  inputs: number
  /**
   * Numbers of truth for each row: 1 for the index of a class (also of an embedding's), a bit of two classes, or a
   * number in its unit; one bit for each label or place; 5 for a box (centre x and y, width, height, each as a share
   * of the image) and the index of its class.
   */
  truthWidth: number
  train: Split
  validation: Split
  /** By the training rows; null where no number is predicted. */
  targetScale: TargetScale | null
  /** In the order of their indices; null where there are none. */
  classNames: readonly string[] | null
  /** What was done to the data, in sentences. */
  notes: readonly string[]
  /** A row of validation as people know it; left out where there is no more than the inputs. */
  shown?(row: number): ShownRow
}

/** Cells of a table by their columns, or the grey values of an image from 0 to 1, row by row. */
export type ShownRow = { cells: Record<string, string> } | { width: number; grey: number[] }

/** Every fifth row is for validation, whatever the seed: runs with different seeds stay comparable. */
export function isValidationRow(index: number): boolean {
  return index % 5 === 4
}

/** The deviation is over n, not n − 1. Both are NaN for no values. */
export function meanAndDeviation(values: ArrayLike<number>): { mean: number; deviation: number } {
  let mean = 0
  for (let i = 0; i < values.length; i++) mean += values[i] as number
  mean /= values.length
  let variance = 0
  for (let i = 0; i < values.length; i++) variance += ((values[i] as number) - mean) ** 2
  return { mean, deviation: Math.sqrt(variance / values.length) }
}

/** Copies rows, named by their indices, one after the other into `into`; `width` numbers belong to a row. */
export function gatherRows<T extends Truth>(
  from: T,
  indices: ArrayLike<number>,
  width: number,
  into: T,
  at = 0,
): void {
  for (let row = 0; row < indices.length; row++) {
    const start = (indices[row] as number) * width
    into.set(from.subarray(start, start + width), at + row * width)
  }
}

/** The rows named by their indices, as a split of their own. */
export function chooseRows(
  split: Split,
  indices: ArrayLike<number>,
  inputs: number,
  truthWidth: number,
): Split {
  const { length } = indices
  const chosen = {
    rows: length,
    inputs: new Float32Array(length * inputs),
    truth: split.truth.slice(0, length * truthWidth),
  }
  gatherRows(split.inputs, indices, inputs, chosen.inputs)
  gatherRows<Truth>(split.truth, indices, truthWidth, chosen.truth)
  return chosen
}

/** A square image of this many pixels. */
export function shownImage({ inputs }: Split, pixels: number, row: number): ShownRow {
  const grey = Array.from(
    inputs.subarray(row * pixels, (row + 1) * pixels),
    (value) => Math.round(value * 255) / 255,
  )
  return { width: Math.sqrt(pixels), grey }
}
