import { describe, expect, it } from 'vitest'
import { scoringLossOf } from '../../lib/matrix/columns.ts'
import { purposeOf } from '../../lib/matrix/readings.ts'
import { lossScore, metricScores } from '../../lib/matrix/score.ts'
import type { Predictions } from '../../lib/predictions/predictions.ts'
import { checkedPredictions } from '../../lib/predictions/received.ts'
import { createRandom } from '../../lib/random.ts'
import { chooseRows, type Dataset } from '../../lib/training/datasets/dataset.ts'
import { loadDataset } from '../../lib/training/datasets/loaders.ts'
import { lossesFor } from '../../lib/training/fit/suits.ts'
import { parseTrainingOptions } from '../../lib/training/options.ts'
import { type MadePredictions, predictionsOf } from '../../lib/training/predicted.ts'
import { type TaskId, tasks } from '../../lib/training/tasks.ts'
import { prepareTraining, type Training } from '../../lib/training/training.ts'
import { createValidation } from '../../lib/training/validate.ts'

/** Some of the validation rows, of all classes: the losses are the same for a few. */
function fewer(task: TaskId): Dataset {
  const whole = loadDataset(task)
  const { validation, inputs, truthWidth } = whole
  const step = Math.ceil(validation.rows / 120)
  const rows = Array.from({ length: Math.floor(validation.rows / step) }, (_, row) => row * step)
  const few = chooseRows(validation, rows, inputs, truthWidth)
  return {
    ...whole,
    validation: few,
    train: chooseRows(whole.train, [0, 1, 2, 3, 4, 5, 6, 7], inputs, truthWidth),
  }
}

function outputsOf({ dataset, fit }: Training): Float32Array {
  const random = createRandom(3)
  return Float32Array.from({ length: dataset.validation.rows * fit.outputs }, () => random.normal())
}

/** As the server takes them. */
function received(made: MadePredictions): Predictions {
  const { rows, outputWidth, targetWidth, outputs, targets } = made
  return checkedPredictions({
    ...made,
    outputs: { shape: [rows, outputWidth], data: Float64Array.from(outputs) },
    targets: { shape: [rows, targetWidth], data: Float64Array.from(targets) },
  })
}

const taskIds = (Object.keys(tasks) as TaskId[]).filter((id) => tasks[id].kind !== 'adversarial')

describe.each(taskIds)('of the task %s', (task) => {
  const dataset = fewer(task)
  it('every loss scores what was trained with it as the training did, and so do the metrics', () => {
    for (const id of lossesFor(tasks[task])) {
      const training = prepareTraining(parseTrainingOptions({ task, loss: id, batchSize: 32 }), { dataset })
      const outputs = outputsOf(training)
      const seen = createValidation({ ...training, batchRows: 32 }).values(outputs)
      const made = predictionsOf(training, outputs, { which: 'best', step: 1 })
      const predictions = received(made as MadePredictions)
      const loss = { id, params: {} }
      const scoring = scoringLossOf(loss, purposeOf(predictions))
      expect(scoring, id).not.toBeNull()
      const score = scoring && lossScore(predictions, scoring, { scale: dataset.targetScale, batchRows: 32 })
      const value = score && 'value' in score ? score.value : Number.NaN
      const wanted = seen['val/loss'] as number
      expect(Math.abs(value - wanted), `${id}: ${JSON.stringify(score)}, not ${wanted}`).toBeLessThan(
        2e-6 * Math.abs(wanted),
      )
      for (const [name, metric] of Object.entries(metricScores(predictions)))
        expect(Math.abs(metric - (seen[`val/${name}`] as number)), `${name} of ${id}`).toBeLessThan(1e-5)
    }
  })
})
