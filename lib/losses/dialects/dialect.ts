/** What other libraries make of a loss that has the same name, or does the same, on one small sample. Pure. */
import type { UncheckedParams } from '../parameters.ts'
import type { Nested } from '../tensor.ts'
import type { LibraryId } from './libraries.ts'

/** What a call returns unless it is told otherwise. */
export type DialectReduction =
  | 'mean'
  | 'sum'
  /** one number for each element */
  | 'none'
  /** one number for each sample */
  | 'per-sample'
  /** the sum over the outputs of a sample, then the mean over samples */
  | 'sum-of-outputs'
  /** the sum over the number of weights that are not 0 */
  | 'nonzero-weights'
  /** the mean over what is not 0 */
  | 'nonzero-terms'
  /** the sum over the number of samples */
  | 'batch'

/** By what a value differs from the yardstick: always that number, always the count of something, or (null) by no constant. */
export type DialectFactor = number | 'outputs' | 'classes' | '1/classes' | 'samples' | null

/** One call of one library. */
export type Dialect = {
  library: LibraryId
  /** With the defaults that matter, and what was given because of the sample. */
  call: string
  reduction: DialectReduction
  /** What it returned for the sample; the mean where it returned several numbers. */
  value: number
  factor: DialectFactor
  /** Where the equality ends: at other parameters, or at other data than the sample. */
  only: 'at-defaults' | 'here' | null
  /** Whether a run that names the loss and this library may well mean another call of it. */
  aside: boolean
  /** What differs, in words; empty where nothing does. */
  words: string
  /** Other names under which it is called. */
  also: readonly string[]
}

/** The numbers of a sample, as Lossglass takes them, but for what `given` says. */
export type DialectSample = {
  inputs: Readonly<Record<string, Nested>>
  targets: Readonly<Record<string, Nested>>
  params?: UncheckedParams
  /** The predictions, where the loss takes their logarithms (of a softmax). */
  given?: 'probabilities' | 'logits'
}

export type LossDialects = {
  /** PyTorch wherever it has the loss. */
  yardstick: 'PyTorch' | 'Lossglass'
  /** That of the yardstick on the sample. */
  value: number
  sample: DialectSample
  rows: readonly Dialect[]
}

/** A row of the tables; equal to the yardstick unless a factor says otherwise. */
export function row(
  library: LibraryId,
  call: string,
  reduction: DialectReduction,
  value: number,
  { factor = 1, only = null, aside = false, words = '', also = [] }: Partial<Dialect> = {},
): Dialect {
  return { library, call, reduction, value, factor, only, aside, words, also }
}

/** Whether a call is the yardstick's loss wherever it is used. */
export function isEqual({ factor, only }: Dialect): boolean {
  return factor === 1 && only === null
}

/** The place of a library's first call on the page of a loss; of its second one with a 2 behind it. */
export function anchorIn(library: string, number = 1): string {
  const place = `in-${library.replace(/[^a-z0-9-]/g, '-')}`
  return number === 1 ? place : `${place}-${number}`
}

/** The place of a row on the page of its loss. */
export function anchorOf(dialect: Dialect, { rows }: LossDialects): string {
  const { library } = dialect
  return anchorIn(library, rows.filter((row) => row.library === library).indexOf(dialect) + 1)
}
