/** Where a loss can be watched: what moves along the axis, what is held, and which small table goes with it. */
import type { LossBatch, Tensor } from '../losses/index.ts'
import type { LossParams, LossTraits } from '../losses/loss.ts'

/** The traits are all that a stage asks a loss for. */
export type StagedLoss = Pick<LossTraits<LossParams>, 'expects' | 'parameters'>

/** What is held while x moves. */
export type Setting = {
  name: string
  label: string
  default: number
  min: number
  max: number
  step: number
  /** For a choice of a few values: their names, by rising value. */
  choices?: readonly { value: number; label: string }[]
  /** Only for losses that it makes a difference to. */
  suits?(loss: StagedLoss): boolean
}

export type Settings = Readonly<Record<string, number>>

/** A batch, and how fast each of its inputs moves when x does. */
export type Moment = { batch: LossBatch; motion: Readonly<Record<string, ArrayLike<number>>> }

export type Column = {
  name: string
  label: string
  choices?: readonly { value: number; label: string }[]
  suits?(loss: StagedLoss): boolean
}

/** A few samples that can be edited; the defaults have one that is far from the rest. */
export type SampleTable = {
  /** What a row is called: row, pixel, point. */
  noun: string
  columns: readonly Column[]
  rows: readonly (readonly number[])[]
  /** What each row stands for, where rows differ in kind; such a table has a fixed number of rows. */
  rowNames?: readonly string[]
  /** The first two columns are places in a plane. */
  isPlane?: true
  batch(
    loss: StagedLoss,
    rows: readonly (readonly number[])[],
    params: LossParams,
    settings: Settings,
  ): LossBatch
}

export type Stage = {
  id: string
  title: string
  axis: { title: string; min: number; max: number }
  settings: readonly Setting[]
  suits(loss: StagedLoss): boolean
  at(loss: StagedLoss, x: number, settings: Settings, params: LossParams): Moment
  /** Parameters that the settings of the stage decide, so that all losses on it agree. */
  params?(settings: Settings): Readonly<Record<string, string>>
  /** Null where a table of a few numbers would say less than the sliders. */
  table: SampleTable | null
}

export function tensor(numbers: readonly number[], shape: readonly number[]): Tensor {
  return { data: Float64Array.from(numbers), shape }
}

/** One number of each row, as [rows, 1]: the shape that losses of single numbers and of labels both take. */
export function column(
  rows: readonly (readonly number[])[],
  at: number,
  map = (value: number) => value,
): Tensor {
  return tensor(
    rows.map((row) => map(row[at] ?? Number.NaN)),
    [rows.length, 1],
  )
}

/** Points in one place have no direction to draw apart in; the kernels then take one from their guard of 1e-6. */
export function apart(distance: number): number {
  return Math.max(distance, 1e-3)
}

/** Every setting of the stage: as given, else as it stands at first. */
export function settingsOf(stage: Stage, given: Settings = {}): Settings {
  return Object.fromEntries(stage.settings.map(({ name, default: usual }) => [name, given[name] ?? usual]))
}
