/** Mistakes made on purpose, each with what the detectors should name. */
import { evaluate, type Loss, type LossBatch, lossOf, sigmoid, type Tensor } from '../../lib/losses/index.ts'
import { chooseRows, type Dataset, type Split } from '../../lib/training/datasets/dataset.ts'
import { loadDataset } from '../../lib/training/datasets/loaders.ts'
import type { Material } from '../../lib/training/training.ts'

export type Scenario = {
  title: string
  /** The causes of which the first finding at warning or worse should name one; none for a healthy run. */
  causes: readonly string[]
  options: Readonly<Record<string, unknown>>
  material?: () => Material
}

/** Some training rows only: quick, and easy to learn by heart. */
function fewRows(dataset: Dataset, rows: number): Dataset {
  // Rows from all over: those of a class often stand together.
  const indices = Int32Array.from({ length: rows }, (_, i) => Math.floor((i * dataset.train.rows) / rows))
  return { ...dataset, train: chooseRows(dataset.train, indices, dataset.inputs, dataset.truthWidth) }
}

function withInputs(dataset: Dataset, change: (inputs: Float32Array) => Float32Array): Dataset {
  const of = (split: Split): Split => ({ ...split, inputs: change(split.inputs) })
  return { ...dataset, train: of(dataset.train), validation: of(dataset.validation) }
}

const zeros = (inputs: Float32Array) => new Float32Array(inputs.length)
/** A column that nobody filled in. */
const holes = (width: number) => (inputs: Float32Array) =>
  inputs.map((value, i) => (i % width === 0 ? Number.NaN : value))

/** Gentoo or not, in the form of the task of the two sexes: easier to tell apart. */
function gentoos(): Dataset {
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
function specks(dataset: Dataset): Dataset {
  const of = (split: Split): Split => {
    const truth = new Float32Array(split.truth.length)
    for (let row = 0; row < split.rows; row++)
      truth[row * dataset.truthWidth + ((row * 7919) % dataset.truthWidth)] = 1
    return { ...split, truth }
  }
  return { ...dataset, train: of(dataset.train), validation: of(dataset.validation) }
}

/** A loss whose predictions went through a function before, which is the mistake; its gradient goes back through it. */
function after(
  loss: Loss,
  apply: (x: Tensor) => Float64Array,
  back: (p: Float64Array, g: Float64Array, row: number) => void,
): Loss {
  return {
    ...(loss as Loss & { wholeBatch: never }),
    wholeBatch(batch: LossBatch, params, into, reduction) {
      const x = batch.inputs.predictions as Tensor
      const p = apply(x)
      const inner = { ...batch, inputs: { predictions: { data: p, shape: x.shape } } }
      const result = evaluate(loss, inner, { params, reduction })
      const gradient = result.gradients.predictions as Float64Array
      back(p, gradient, x.shape[1] ?? 1)
      into.gradients.predictions?.set(gradient)
      into.values.set(result.perExample.data)
      return result.value
    },
  }
}

const softmaxFirst = after(
  lossOf('cross-entropy'),
  ({ data, shape: [rows = 0, classes = 1] }) => {
    const p = Float64Array.from(data, Math.exp)
    for (let row = 0; row < rows; row++) {
      const part = p.subarray(row * classes, (row + 1) * classes)
      const sum = part.reduce((total, value) => total + value, 0)
      for (let c = 0; c < classes; c++) part[c] = (part[c] as number) / sum
    }
    return p
  },
  (p, g, classes) => {
    for (let start = 0; start < p.length; start += classes) {
      let dot = 0
      for (let i = start; i < start + classes; i++) dot += (p[i] as number) * (g[i] as number)
      for (let i = start; i < start + classes; i++) g[i] = (p[i] as number) * ((g[i] as number) - dot)
    }
  },
)

const sigmoidFirst = after(
  lossOf('bce-with-logits'),
  ({ data }) => Float64Array.from(data, sigmoid),
  (p, g) => {
    for (let i = 0; i < p.length; i++) g[i] = (g[i] as number) * (p[i] as number) * (1 - (p[i] as number))
  },
)

export const scenarios: readonly Scenario[] = [
  {
    title: 'digits, as they should be',
    causes: [],
    options: { task: 'digits', epochs: 12 },
    material: () => ({ dataset: fewRows(loadDataset('digits'), 3000) }),
  },
  { title: 'penguins, as they should be', causes: [], options: { task: 'penguins', epochs: 60 } },
  { title: 'cars, as they should be', causes: [], options: { task: 'car-mileage', epochs: 25 } },
  {
    title: 'sexes of penguins, as they should be',
    causes: [],
    options: { task: 'penguin-sex', epochs: 40, lr: 0.003 },
  },
  {
    title: 'a softmax before cross-entropy',
    causes: ['softmax-before-cross-entropy'],
    options: { task: 'penguins', epochs: 150 },
    material: () => ({ loss: softmaxFirst }),
  },
  {
    title: 'a sigmoid before BCE with logits',
    causes: ['sigmoid-before-bce-with-logits'],
    options: { task: 'penguin-sex', epochs: 200, lr: 0.05 },
    material: () => ({ loss: sigmoidFirst, dataset: gentoos() }),
  },
  {
    title: 'inputs that never arrive, classes',
    causes: ['predicts-prior', 'chance-level'],
    options: { task: 'penguins', epochs: 60 },
    material: () => ({ dataset: withInputs(loadDataset('penguins'), zeros) }),
  },
  {
    title: 'inputs that never arrive, numbers',
    causes: ['predicts-prior'],
    options: { task: 'car-mileage', epochs: 60 },
    material: () => ({ dataset: withInputs(loadDataset('car-mileage'), zeros) }),
  },
  {
    title: 'a learning rate far too high',
    causes: ['learning-rate-too-high'],
    options: {
      task: 'car-mileage',
      epochs: 40,
      everySteps: 1,
      optimizer: 'sgd',
      lr: 3,
      onNonFinite: 'continue',
    },
  },
  {
    title: 'a learning rate far too low',
    causes: ['learning-rate-too-low'],
    options: { task: 'penguins', epochs: 60, optimizer: 'sgd', lr: 1e-6 },
  },
  {
    title: 'a column with holes',
    causes: ['non-finite-input'],
    options: { task: 'penguins', epochs: 5, everySteps: 1, onNonFinite: 'continue' },
    material: () => ({ dataset: withInputs(loadDataset('penguins'), holes(loadDataset('penguins').inputs)) }),
  },
  {
    title: 'masks of one place anywhere',
    causes: ['empty-mask'],
    options: { task: 'digit-masks', loss: 'dice', epochs: 45, lossParams: { smooth: 0 } },
    material: () => ({ dataset: fewRows(specks(loadDataset('digit-masks')), 300) }),
  },
  {
    title: 'embeddings that are all the same',
    causes: ['collapsed-embedding'],
    options: { task: 'digit-embeddings', loss: 'triplet', epochs: 30 },
    material: () => ({ dataset: fewRows(withInputs(loadDataset('digit-embeddings'), zeros), 300) }),
  },
  {
    title: 'few digits, many epochs',
    causes: ['memorising'],
    options: { task: 'digits', epochs: 120, lr: 0.003 },
    material: () => ({ dataset: fewRows(loadDataset('digits'), 150) }),
  },
]
