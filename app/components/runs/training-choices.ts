/** What a training can be started with from the page. */
import { lossesFor } from '../../../lib/training/fit/suits.ts'
import { optimizers } from '../../../lib/training/model/optimizers.ts'
import { tasks } from '../../../lib/training/tasks.ts'
import type { TrainingChoices } from './start-dialog.tsx'

export const trainingChoices: TrainingChoices = {
  tasks: Object.values(tasks).map((task) => ({
    id: task.id,
    title: task.title,
    models: [...task.models],
    losses: lossesFor(task),
    defaults: task.defaults,
    lr: task.lr,
  })),
  optimizers: Object.keys(optimizers),
}
