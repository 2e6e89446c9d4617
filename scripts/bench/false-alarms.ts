/**
 * How many trainings that nobody meddled with are flagged: every task with each of its losses, logged by epoch and by
 * five steps.
 */
import { loadDataset } from '../../lib/training/datasets/loaders.ts'
import { lossesFor } from '../../lib/training/fit/suits.ts'
import { type TaskId, tasks } from '../../lib/training/tasks.ts'
import { fewRows } from '../provoke/mistaken-data.ts'
import type { Training } from '../provoke/scenarios.ts'
import { alarms, findingsOf } from '../provoke/watched-training.ts'

const loggings = [
  { title: 'a row an epoch', options: {} },
  { title: 'a row every five steps', options: { everySteps: 5 } },
]
/** Images take their time: fewer rows, fewer epochs, one optimizer. */
const images = { rows: 1500, epochs: 8 }

function* trainingsOf(task: TaskId): Generator<Training> {
  const isOfImages = task.includes('digit')
  for (const loss of lossesFor(tasks[task]))
    for (const optimizer of isOfImages ? ['adam'] : ['adam', 'sgd'])
      yield {
        options: { task, loss, optimizer, ...(isOfImages && { epochs: images.epochs }) },
        ...(isOfImages && { material: () => ({ dataset: fewRows(loadDataset(task), images.rows) }) }),
      }
}

export async function benchFalseAlarms(): Promise<{ lines: string[] }> {
  const lines: string[] = []
  for (const { title, options } of loggings) {
    const flagged: string[] = []
    let count = 0
    for (const task of Object.keys(tasks) as TaskId[])
      for (const training of trainingsOf(task)) {
        const loud = alarms(
          await findingsOf({ ...training, options: { ...training.options, ...options } }, 0),
        )
        count++
        const { loss, optimizer } = training.options
        const found = [...new Set(loud.map(({ code }) => code))].join(', ')
        if (loud.length) flagged.push(`  ${task}, ${loss}, ${optimizer}: ${found}`)
      }
    lines.push(`${title}: ${flagged.length} of ${count} trainings flagged`, ...flagged)
  }
  return { lines }
}
