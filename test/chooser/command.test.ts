import { describe, expect, it } from 'vitest'
import { adviseOn, exampleTask, fileCommand, taskCommand } from '../../lib/chooser/index.ts'
import { lossIds, lossOf } from '../../lib/losses/index.ts'
import { lossesFor } from '../../lib/training/fit/suits.ts'
import { type TaskId, tasks } from '../../lib/training/tasks.ts'

describe('the command', () => {
  it('names file, column, loss, parameters and weights', () => {
    const choice = adviseOn({ target: 'class', trouble: 'imbalance', labels: 'noisy' })
    expect(fileCommand(choice, 'penguins.csv', 'Species')).toBe(
      'npm run train -- --data penguins.csv --target Species --loss cross-entropy --loss-param labelSmoothing=0.1 --class-weights balanced',
    )
  })

  it('quotes what a shell would take apart', () => {
    expect(fileCommand({ loss: 'mse' }, 'my data.csv', 'Body Mass (g)')).toBe(
      "npm run train -- --data 'my data.csv' --target 'Body Mass (g)' --loss mse",
    )
    expect(fileCommand({ loss: 'mse' }, "it's.csv", '$(rm)')).toContain("'it'\\''s.csv' --target '$(rm)'")
  })

  it('names a task that takes the loss, for every loss that one takes', () => {
    for (const id of lossIds) {
      const task = exampleTask(lossOf(id))
      if (task) expect(lossesFor(tasks[task as TaskId])).toContain(id)
    }
    expect(lossIds.filter((id) => exampleTask(lossOf(id)) === null)).toEqual(['ctc', 'hinge-embedding'])
    expect(taskCommand({ loss: 'ctc' })).toBe(null)
    expect(taskCommand({ loss: 'wasserstein' })).toBe(
      'npm run train -- --task penguin-beaks --loss wasserstein',
    )
    expect(taskCommand({ loss: 'poisson-nll' })).toBe(
      'npm run train -- --task football-goals --loss poisson-nll',
    )
  })
})
