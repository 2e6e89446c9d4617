/** What a task is: data that a model can be trained on, and what it is trained with unless told otherwise. */
import type { ModelId, ModelSize } from './model/models.ts'
import type { OptimizerId } from './model/optimizers.ts'

/**
 * What is predicted: one of several classes, one of two, any number of labels, a number, the marked places of an image,
 * a box and a class, a vector that lies near those of its class, which of two is first, or nothing: a generator makes
 * rows like the real ones.
 */
export type TaskKind =
  | 'classification'
  | 'binary'
  | 'multi-label'
  | 'regression'
  | 'segmentation'
  | 'detection'
  | 'embedding'
  | 'ranking'
  | 'adversarial'

/** What is true of all numbers that a regression predicts. */
export type NumberTraits = { isNonZero: boolean; isNonNegative: boolean; isCount: boolean }

export type Task = {
  id: string
  title: string
  kind: TaskKind
  /** `outputs`: the classes (2 for a binary task), labels, places or dimensions; 1 for a number and for a rank. */
  size: ModelSize
  /** Of a regression. */
  numbers?: NumberTraits
  models: readonly ModelId[]
  /** The series that tells best how well it goes, whatever the loss. */
  primary: string
  defaults: { loss: string; model: ModelId; optimizer: OptimizerId; epochs: number; batchSize: number }
  /** The learning rate when none is given, by optimizer. */
  lr: Readonly<Record<OptimizerId, number>>
}

/** What is predicted, whoever predicts it. */
export type Purpose = Pick<Task, 'kind' | 'numbers'> & { size: Pick<ModelSize, 'outputs'> }
