/** What a model said of the rows that it is judged by, and what was true of them. */
import type { NumberArray } from '../losses/index.ts'
import type { TargetScale } from '../training/datasets/dataset.ts'
import type { TaskKind } from '../training/task.ts'

export const whichPredictions = ['best', 'last'] as const
/** Those of the epoch that was best by the main metric, or of the last one. */
export type Which = (typeof whichPredictions)[number]

/** Two networks that play have no targets, and so no predictions. */
export const predictedTasks = [
  'classification',
  'binary',
  'multi-label',
  'regression',
  'segmentation',
  'detection',
  'embedding',
  'ranking',
] as const satisfies readonly TaskKind[]
export type PredictedTask = (typeof predictedTasks)[number]

export const outputKinds = {
  logits:
    'log-odds: of classes their softmax is the distribution; of two classes, labels or places their sigmoid is the probability',
  'label-logits': 'of classes: one number each whose sigmoid is the probability of that class by itself',
  probabilities: 'from 0 to 1',
  'log-probabilities': 'the logarithms of a distribution over classes',
  scores: 'any numbers, the larger the likelier: they have an order and no zero',
  margins: 'any numbers above 0 for what is there and below for what is not',
  values: 'the predicted numbers: of a regression in the unit of the targets, else estimates of 0 and 1',
  'values-and-variances': 'of a regression: the number and its variance, in the unit of the targets',
  boxes: 'centre x and y, width and height as shares of the image, then logits of the classes',
  vectors: 'a vector for each row',
  ranks: 'a number for each row, the larger the higher it ranks',
} as const
export type OutputKind = keyof typeof outputKinds

const ofBits: readonly OutputKind[] = ['logits', 'probabilities', 'scores', 'margins', 'values']
/** What each kind of task can have; the first is what is meant when nothing is said. */
export const kindsOf: Readonly<Record<PredictedTask, readonly OutputKind[]>> = {
  classification: [
    ...(['logits', 'probabilities', 'log-probabilities', 'label-logits'] as const),
    ...(['scores', 'margins', 'values'] as const),
  ],
  binary: [...ofBits, 'log-probabilities'],
  'multi-label': ofBits,
  segmentation: ofBits,
  regression: ['values', 'values-and-variances'],
  detection: ['boxes'],
  embedding: ['vectors'],
  ranking: ['ranks'],
}

/** Where they come from and what they mean, without the numbers. */
export type PredictionHead = {
  which: Which
  /** The optimizer step after which they were made. */
  step: number
  task: PredictedTask
  kind: OutputKind
  rows: number
  /** Numbers for each row. */
  outputWidth: number
  targetWidth: number
  /** By which losses of real numbers standardize both; null where the unit is that of the training too. */
  scale: TargetScale | null
  classNames: readonly string[] | null
  /** Equal for the same numbers in the same order: see `hashOfNumbers`. */
  outputsHash: string
  targetsHash: string
}

export type Predictions = PredictionHead & {
  /** [rows, outputWidth] */
  outputs: NumberArray
  /** [rows, targetWidth]: the index of a class, a bit for each label or place, a number in its unit, a box and its class. */
  targets: NumberArray
}
