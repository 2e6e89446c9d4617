/** Mistakes made on purpose, each with what the detectors should name. */
import { loadDataset } from '../../lib/training/datasets/loaders.ts'
import type { Material } from '../../lib/training/training.ts'
import {
  fewRows,
  firstColumn,
  gentoos,
  holes,
  shuffled,
  specks,
  unscaled,
  withInputs,
  withOneHole,
  zeros,
} from './mistaken-data.ts'
import {
  bareLogarithm,
  cutOff,
  neverScaledBack,
  sigmoidFirst,
  softmaxFirst,
  withLogarithm,
} from './mistaken-losses.ts'

export type Training = {
  options: Readonly<Record<string, unknown>>
  material?: () => Material
}

export type Scenario = Training & {
  title: string
  /** The causes of which the first finding at warning or worse should name one. */
  causes: readonly string[]
  /** What should be named is success: a note, and nothing louder. */
  isSuccess?: true
  /** The other runs of its project, two of them. */
  siblings?: Training
  /** The same without the mistake: nothing should be said. */
  twin: Training
}

const penguins = (epochs: number) => ({ task: 'penguins', epochs })
const everyStep = { everySteps: 1, onNonFinite: 'continue' }

export const scenarios: readonly Scenario[] = [
  {
    title: 'a softmax before cross-entropy',
    causes: ['softmax-before-cross-entropy'],
    options: penguins(150),
    material: () => ({ loss: softmaxFirst }),
    twin: { options: penguins(150) },
  },
  {
    title: 'a sigmoid before BCE with logits',
    causes: ['sigmoid-before-bce-with-logits'],
    options: { task: 'penguin-sex', epochs: 200, lr: 0.05 },
    material: () => ({ loss: sigmoidFirst, dataset: gentoos() }),
    twin: { options: { task: 'penguin-sex', epochs: 40, lr: 0.003 } },
  },
  {
    title: 'bare logarithms of a sigmoid, inputs not scaled',
    causes: ['saturated-output'],
    options: { task: 'penguin-sex', loss: 'bce', epochs: 20, ...everyStep },
    material: () => ({ loss: bareLogarithm, dataset: withInputs(loadDataset('penguin-sex'), unscaled) }),
    twin: { options: { task: 'penguin-sex', loss: 'bce', epochs: 40, lr: 0.003 } },
  },
  {
    title: 'inputs that never arrive, classes',
    causes: ['predicts-prior', 'chance-level'],
    options: penguins(60),
    material: () => ({ dataset: withInputs(loadDataset('penguins'), zeros) }),
    twin: { options: penguins(60) },
  },
  {
    title: 'inputs that never arrive, numbers',
    causes: ['predicts-prior'],
    options: { task: 'car-mileage', epochs: 60 },
    material: () => ({ dataset: withInputs(loadDataset('car-mileage'), zeros) }),
    twin: { options: { task: 'car-mileage', epochs: 25 } },
  },
  {
    title: 'labels in another order than their rows',
    causes: ['memorising', 'predicts-prior', 'chance-level'],
    options: penguins(150),
    material: () => ({ dataset: shuffled(loadDataset('penguins')) }),
    twin: { options: penguins(150) },
  },
  {
    title: 'a graph cut between loss and model',
    causes: ['dead-gradient'],
    options: penguins(40),
    material: () => ({ loss: cutOff }),
    twin: { options: penguins(40) },
  },
  {
    title: 'a learning rate far too high',
    causes: ['learning-rate-too-high'],
    options: { task: 'car-mileage', epochs: 40, optimizer: 'sgd', lr: 3, ...everyStep },
    twin: { options: { task: 'car-mileage', epochs: 25, optimizer: 'sgd', lr: 0.01, ...everyStep } },
  },
  {
    title: 'a learning rate far too low',
    causes: ['learning-rate-too-low'],
    options: { ...penguins(60), optimizer: 'sgd', lr: 1e-6 },
    twin: { options: { ...penguins(60), optimizer: 'sgd', lr: 0.05 } },
  },
  {
    title: 'a gradient that is scaled up at every step and never back',
    causes: ['gradient-explosion'],
    options: { task: 'car-mileage', epochs: 4, optimizer: 'sgd', lr: 1e-7, ...everyStep },
    material: () => ({ loss: neverScaledBack() }),
    twin: { options: { task: 'car-mileage', epochs: 25, optimizer: 'sgd', lr: 0.01, ...everyStep } },
  },
  {
    title: 'all columns lost but one, beside runs that have them',
    causes: ['siblings-do-better'],
    options: { task: 'car-mileage', epochs: 60 },
    material: () => ({
      dataset: withInputs(loadDataset('car-mileage'), firstColumn(loadDataset('car-mileage').inputs)),
    }),
    siblings: { options: { task: 'car-mileage', epochs: 25 } },
    twin: { options: { task: 'car-mileage', epochs: 25 } },
  },
  {
    title: 'none: smoothed labels that are learned as far as they can be',
    causes: ['at-floor'],
    isSuccess: true,
    options: { ...penguins(250), lr: 0.01, lossParams: { labelSmoothing: 0.1 } },
    twin: { options: { ...penguins(40), lossParams: { labelSmoothing: 0.1 } } },
  },
  {
    title: 'a column with holes',
    causes: ['non-finite-input'],
    options: { ...penguins(5), ...everyStep },
    material: () => ({ dataset: withInputs(loadDataset('penguins'), holes(loadDataset('penguins').inputs)) }),
    twin: { options: { ...penguins(5), ...everyStep } },
  },
  {
    title: 'one number that is missing in one row',
    causes: ['non-finite-input'],
    options: { ...penguins(12), everySteps: 1, onNonFinite: 'skip' },
    material: () => ({ dataset: withOneHole(loadDataset('penguins')) }),
    twin: { options: { ...penguins(12), everySteps: 1, onNonFinite: 'skip' } },
  },
  {
    title: 'a part of a sum that a negative prediction makes undefined',
    causes: ['one-component'],
    options: { task: 'car-mileage', epochs: 10, ...everyStep },
    material: () => ({ loss: withLogarithm }),
    twin: { options: { task: 'car-mileage', loss: 'combined', epochs: 25 } },
  },
  {
    title: 'masks of one place anywhere',
    causes: ['empty-mask'],
    options: { task: 'digit-masks', loss: 'dice', epochs: 45, lossParams: { smooth: 0 } },
    material: () => ({ dataset: fewRows(specks(loadDataset('digit-masks')), 300) }),
    twin: {
      options: { task: 'digit-masks', loss: 'dice', epochs: 10, lossParams: { smooth: 0 } },
      material: () => ({ dataset: fewRows(loadDataset('digit-masks'), 1500) }),
    },
  },
  {
    title: 'embeddings that are all the same',
    causes: ['collapsed-embedding'],
    options: { task: 'digit-embeddings', loss: 'triplet', epochs: 30 },
    material: () => ({ dataset: fewRows(withInputs(loadDataset('digit-embeddings'), zeros), 300) }),
    twin: {
      options: { task: 'digit-embeddings', loss: 'triplet', epochs: 10 },
      material: () => ({ dataset: fewRows(loadDataset('digit-embeddings'), 1500) }),
    },
  },
  {
    title: 'few digits, many epochs',
    causes: ['memorising'],
    options: { task: 'digits', epochs: 120, lr: 0.003 },
    material: () => ({ dataset: fewRows(loadDataset('digits'), 150) }),
    twin: {
      options: { task: 'digits', epochs: 12 },
      material: () => ({ dataset: fewRows(loadDataset('digits'), 3000) }),
    },
  },
]
