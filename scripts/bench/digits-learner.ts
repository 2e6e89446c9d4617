/** What is measured of a training: the 784-128-10 perceptron on digits, by cross-entropy and Adam. */
import { lossOf, readParams } from '../../lib/losses/index.ts'
import { createRandom } from '../../lib/random.ts'
import { createHead } from '../../lib/training/fit/head.ts'
import { requireFit } from '../../lib/training/fit/suits.ts'
import { createLearner, type Learner } from '../../lib/training/model/learner.ts'
import { createModel } from '../../lib/training/model/models.ts'
import { createOptimizer } from '../../lib/training/model/optimizers.ts'
import { tasks } from '../../lib/training/tasks.ts'

export const digitsModel = createModel('mlp', { inputs: 784, outputs: 10, hidden: 128 })

export function createDigitsLearner(batchRows: number): Promise<Learner> {
  const loss = lossOf('cross-entropy')
  const lossParams = readParams(loss)
  return createLearner({
    model: digitsModel,
    head: createHead(requireFit(tasks.digits, loss, lossParams), null),
    ...{ loss, lossParams, views: 1, batchRows },
    optimizer: (size) => createOptimizer('adam', size),
    random: createRandom(1),
  })
}
