/** What can be trained, and what it is trained with unless told otherwise. */
import { type Loss, type LossId, losses } from '../losses/index.ts'
import type { ModelId, ModelSize } from './models.ts'
import type { OptimizerId } from './optimizers.ts'

export type Task = {
  id: string
  title: string
  kind: 'classification' | 'regression'
  size: ModelSize
  models: readonly ModelId[]
  /** Series that tell how well it goes, apart from the losses. */
  metrics: readonly string[]
  defaults: { loss: LossId; model: ModelId; optimizer: OptimizerId; epochs: number; batchSize: number }
  /** The learning rate when none is given, by optimizer. */
  lr: Readonly<Record<OptimizerId, number>>
}

export const tasks = {
  digits: {
    id: 'digits',
    title: 'Handwritten digits',
    kind: 'classification',
    size: { inputs: 784, outputs: 10, hidden: 128 },
    models: ['mlp', 'cnn', 'linear'],
    metrics: ['train/accuracy', 'val/accuracy'],
    defaults: { loss: 'cross-entropy', model: 'mlp', optimizer: 'adam', epochs: 10, batchSize: 128 },
    lr: { sgd: 0.1, momentum: 0.05, adam: 0.001, adamw: 0.001 },
  },
  'car-mileage': {
    id: 'car-mileage',
    title: 'Miles per gallon of cars',
    kind: 'regression',
    size: { inputs: 9, outputs: 1, hidden: 32 },
    models: ['mlp', 'linear'],
    metrics: ['val/mae', 'val/r2'],
    defaults: { loss: 'mse', model: 'mlp', optimizer: 'adam', epochs: 60, batchSize: 32 },
    lr: { sgd: 0.05, momentum: 0.01, adam: 0.01, adamw: 0.01 },
  },
} as const satisfies Record<string, Task>

export type TaskId = keyof typeof tasks

export function taskOf(id: TaskId): Task {
  return tasks[id]
}

/** Classes can be told as indices and as bits, a number only as itself. */
export function suits(task: Task, loss: Loss): boolean {
  return task.kind === 'classification' || loss.expects.targets === 'real'
}

/** The losses that a task can be trained with. */
export function lossesFor(task: Task): LossId[] {
  return (Object.keys(losses) as LossId[]).filter((id) => suits(task, losses[id]))
}
