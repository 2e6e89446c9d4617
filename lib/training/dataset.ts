/** What a data set is, and how its rows become batches. */

export type Split = {
  rows: number
  /** [rows, inputs] */
  inputs: Float32Array
  /** Class indices [rows], or standardized numbers [rows]. */
  targets: Int32Array | Float32Array
}

export type Dataset = {
  inputs: number
  train: Split
  validation: Split
  /** What turns a standardized target back into its unit: `value · deviation + mean`. Null for classes. */
  targetScale: { mean: number; deviation: number; unit: string } | null
}

/** Every fifth row is for validation, whatever the seed: runs with different seeds stay comparable. */
export function isValidationRow(index: number): boolean {
  return index % 5 === 4
}

/** Copies rows, named by their indices, one after the other into `into`; `width` numbers belong to a row. */
export function gatherRows(
  from: Float32Array | Int32Array,
  indices: Int32Array,
  width: number,
  into: Float32Array | Int32Array,
): void {
  for (let row = 0; row < indices.length; row++) {
    const start = (indices[row] as number) * width
    into.set(from.subarray(start, start + width), row * width)
  }
}
