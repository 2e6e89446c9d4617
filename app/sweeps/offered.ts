/** The tasks that a sweep can be of, with the losses that suit them. */
import { type Loss, losses } from '../../lib/losses/index.ts'
import { lossesFor } from '../../lib/training/fit/suits.ts'
import { optimizers } from '../../lib/training/model/optimizers.ts'
import type { Task } from '../../lib/training/task.ts'
import { tasks } from '../../lib/training/tasks.ts'
import type { SweepTask } from './sweep-choices.ts'

function paramsOf(id: string): string {
  const { parameters } = (losses as unknown as Record<string, Loss>)[id] as Loss
  const numbers = Object.entries(parameters).filter(([, { kind }]) => kind === 'number')
  return numbers.map(([name, parameter]) => `${name}=${parameter.default}`).join(', ')
}

export const sweepTasks: SweepTask[] = Object.values(tasks as Record<string, Task>).map((task) => ({
  ...{ id: task.id, title: task.title, models: task.models, defaults: task.defaults, lr: task.lr },
  // A sum is written out.
  losses: lossesFor(task)
    .filter((id) => id !== 'combined')
    .map((id) => ({ id, params: paramsOf(id) })),
}))

export const sweepOptimizers = Object.keys(optimizers)
