/** The tasks that come with the installed packages. */
import type { NumberTraits, Task } from './task.ts'

const anyNumbers: NumberTraits = { isNonZero: false, isNonNegative: false, isCount: false }
const positive: NumberTraits = { isNonZero: true, isNonNegative: true, isCount: false }
const counts: NumberTraits = { isNonZero: false, isNonNegative: true, isCount: true }

/** Learning rates for images, and for the few rows of a table. */
const lrOfImages = { sgd: 0.1, momentum: 0.05, adam: 0.001, adamw: 0.001 }
export const lrOfTables = { sgd: 0.05, momentum: 0.01, adam: 0.01, adamw: 0.01 }

export const tasks = {
  digits: {
    id: 'digits',
    title: 'Handwritten digits',
    kind: 'classification',
    size: { inputs: 784, outputs: 10, hidden: 128 },
    models: ['mlp', 'cnn', 'linear'],
    primary: 'val/accuracy',
    defaults: { loss: 'cross-entropy', model: 'mlp', optimizer: 'adam', epochs: 10, batchSize: 128 },
    lr: lrOfImages,
  },
  'car-mileage': {
    id: 'car-mileage',
    title: 'Miles per gallon of cars',
    kind: 'regression',
    size: { inputs: 9, outputs: 1, hidden: 32 },
    numbers: positive,
    models: ['mlp', 'linear'],
    primary: 'val/mae',
    defaults: { loss: 'mse', model: 'mlp', optimizer: 'adam', epochs: 60, batchSize: 32 },
    lr: lrOfTables,
  },
  'flight-delays': {
    id: 'flight-delays',
    title: 'Delays of flights, with outliers',
    kind: 'regression',
    size: { inputs: 15, outputs: 1, hidden: 32 },
    numbers: anyNumbers,
    models: ['mlp', 'linear'],
    primary: 'val/mae',
    defaults: { loss: 'mae', model: 'mlp', optimizer: 'adam', epochs: 20, batchSize: 64 },
    lr: { sgd: 0.05, momentum: 0.01, adam: 0.003, adamw: 0.003 },
  },
  'football-goals': {
    id: 'football-goals',
    title: 'Goals of the home team, counts',
    kind: 'regression',
    size: { inputs: 13, outputs: 1, hidden: 16 },
    numbers: counts,
    models: ['linear', 'mlp'],
    primary: 'val/rmse',
    defaults: { loss: 'poisson-nll', model: 'linear', optimizer: 'adam', epochs: 20, batchSize: 64 },
    lr: { sgd: 0.02, momentum: 0.005, adam: 0.003, adamw: 0.003 },
  },
  penguins: {
    id: 'penguins',
    title: 'Species of penguins, imbalanced',
    kind: 'classification',
    size: { inputs: 10, outputs: 3, hidden: 16 },
    models: ['mlp', 'linear'],
    primary: 'val/accuracy',
    defaults: { loss: 'cross-entropy', model: 'mlp', optimizer: 'adam', epochs: 30, batchSize: 32 },
    lr: lrOfTables,
  },
  'penguin-sex': {
    id: 'penguin-sex',
    title: 'Sex of penguins, yes or no',
    kind: 'binary',
    size: { inputs: 10, outputs: 2, hidden: 16 },
    models: ['mlp', 'linear'],
    primary: 'val/accuracy',
    defaults: { loss: 'bce-with-logits', model: 'mlp', optimizer: 'adam', epochs: 30, batchSize: 32 },
    lr: lrOfTables,
  },
  'overlaid-digits': {
    id: 'overlaid-digits',
    title: 'Two digits in one image, several labels',
    kind: 'multi-label',
    size: { inputs: 784, outputs: 10, hidden: 256 },
    models: ['mlp', 'cnn', 'linear'],
    primary: 'val/f1',
    defaults: { loss: 'bce-with-logits', model: 'mlp', optimizer: 'adam', epochs: 10, batchSize: 128 },
    lr: lrOfImages,
  },
  'digit-masks': {
    id: 'digit-masks',
    title: 'Digits in clutter, to be marked',
    kind: 'segmentation',
    size: { inputs: 784, outputs: 784, hidden: 128 },
    models: ['mlp', 'conv', 'linear'],
    primary: 'val/iou',
    defaults: { loss: 'bce-dice', model: 'mlp', optimizer: 'adam', epochs: 10, batchSize: 32 },
    lr: { sgd: 2, momentum: 0.2, adam: 0.001, adamw: 0.001 },
  },
  'digit-boxes': {
    id: 'digit-boxes',
    title: 'Where a digit is, and which',
    kind: 'detection',
    size: { inputs: 1600, outputs: 10, hidden: 128 },
    models: ['mlp', 'cnn', 'linear'],
    primary: 'val/iou',
    defaults: { loss: 'detection', model: 'mlp', optimizer: 'adam', epochs: 10, batchSize: 64 },
    lr: { sgd: 0.1, momentum: 0.05, adam: 0.002, adamw: 0.002 },
  },
  'digit-embeddings': {
    id: 'digit-embeddings',
    title: 'Digits as vectors, alike ones together',
    kind: 'embedding',
    size: { inputs: 784, outputs: 16, hidden: 128 },
    models: ['mlp', 'cnn', 'linear'],
    primary: 'val/recall_at_1',
    defaults: { loss: 'triplet', model: 'mlp', optimizer: 'adam', epochs: 5, batchSize: 128 },
    lr: lrOfImages,
  },
  'car-ranking': {
    id: 'car-ranking',
    title: 'Which car goes further on a gallon',
    kind: 'ranking',
    size: { inputs: 9, outputs: 1, hidden: 32 },
    models: ['mlp', 'linear'],
    primary: 'val/accuracy',
    defaults: { loss: 'margin-ranking', model: 'mlp', optimizer: 'adam', epochs: 30, batchSize: 32 },
    lr: lrOfTables,
  },
  'penguin-beaks': {
    id: 'penguin-beaks',
    title: 'Beaks like those of penguins, two networks',
    kind: 'adversarial',
    // The generator's: it makes length and depth from four numbers of noise.
    size: { inputs: 4, outputs: 2, hidden: 64 },
    models: ['smooth'],
    primary: 'val/energy_distance',
    defaults: { loss: 'gan-bce', model: 'smooth', optimizer: 'adam', epochs: 200, batchSize: 64 },
    lr: { sgd: 0.02, momentum: 0.005, adam: 0.001, adamw: 0.001 },
  },
} as const satisfies Record<string, Task>

export type TaskId = keyof typeof tasks
