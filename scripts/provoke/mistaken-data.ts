/** Data as they should not be. */
import { chooseRows, type Dataset, type Split } from '../../lib/training/datasets/dataset.ts'
import { loadDataset } from '../../lib/training/datasets/loaders.ts'

/** Some training rows only: quick, and easy to learn by heart. */
export function fewRows(dataset: Dataset, rows: number): Dataset {
  // Rows from all over: those of a class often stand together.
  const indices = Int32Array.from({ length: rows }, (_, i) => Math.floor((i * dataset.train.rows) / rows))
  return { ...dataset, train: chooseRows(dataset.train, indices, dataset.inputs, dataset.truthWidth) }
}

export function withInputs(dataset: Dataset, change: (inputs: Float32Array) => Float32Array): Dataset {
  const of = (split: Split): Split => ({ ...split, inputs: change(split.inputs) })
  return { ...dataset, train: of(dataset.train), validation: of(dataset.validation) }
}

export const zeros = (inputs: Float32Array) => new Float32Array(inputs.length)
/** All columns but the first are lost. */
export const firstColumn = (width: number) => (inputs: Float32Array) =>
  inputs.map((value, i) => (i % width === 0 ? value : 0))
/** A column that nobody filled in. */
export const holes = (width: number) => (inputs: Float32Array) =>
  inputs.map((value, i) => (i % width === 0 ? Number.NaN : value))

/** Gentoo or not, in the form of the task of the two sexes: easier to tell apart. */
export function gentoos(): Dataset {
  const penguins = loadDataset('penguins')
  const gentoo = penguins.classNames?.indexOf('Gentoo')
  const of = (split: Split): Split => ({
    ...split,
    truth: Int32Array.from(split.truth, (label) => (label === gentoo ? 1 : 0)),
  })
  return {
    ...penguins,
    train: of(penguins.train),
    validation: of(penguins.validation),
    classNames: ['no', 'yes'],
  }
}

/** One place of each mask, anywhere: nothing to be learnt. */
export function specks(dataset: Dataset): Dataset {
  const of = (split: Split): Split => {
    const truth = new Float32Array(split.truth.length)
    for (let row = 0; row < split.rows; row++)
      truth[row * dataset.truthWidth + ((row * 7919) % dataset.truthWidth)] = 1
    return { ...split, truth }
  }
  return { ...dataset, train: of(dataset.train), validation: of(dataset.validation) }
}

/** Labels in another order than their rows, in both splits. */
export function shuffled(dataset: Dataset): Dataset {
  const of = (split: Split): Split => {
    const truth = split.truth.slice()
    for (let i = truth.length - 1; i > 0; i--) {
      const j = (i * 7919 + 13) % (i + 1)
      ;[truth[i], truth[j]] = [truth[j] as number, truth[i] as number]
    }
    return { ...split, truth }
  }
  return { ...dataset, train: of(dataset.train), validation: of(dataset.validation) }
}

/** As they come, in grams and millimetres. */
export const unscaled = (inputs: Float32Array) => inputs.map((value) => 300 * value)

/** One number of one row that nobody filled in. */
export function withOneHole(dataset: Dataset): Dataset {
  const inputs = dataset.train.inputs.slice()
  inputs[inputs.length >> 1] = Number.NaN
  return { ...dataset, train: { ...dataset.train, inputs } }
}
