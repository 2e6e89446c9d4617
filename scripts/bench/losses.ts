/** The time of a loss's value and gradient, beside a plain copy of as many numbers, and as a share of a training step. */
import {
  buffersFor,
  evaluate,
  type LossBatch,
  type LossId,
  lossOf,
  readParams,
} from '../../lib/losses/index.ts'
import { createRandom } from '../../lib/random.ts'
import { createDigitsLearner, digitsModel } from './digits-learner.ts'
import { median } from './quantile.ts'

const elements = 1_000_000
const classes = 1000
const rounds = 40
const warmUp = 10

const random = createRandom(3)

function batchOf(shape: number[], targets: LossBatch['targets']): LossBatch {
  const length = shape.reduce((product, size) => product * size, 1)
  return { inputs: { predictions: { data: Float32Array.from({ length }, random.normal), shape } }, targets }
}

function labels(rows: number, among: number): LossBatch['targets'] {
  const data = Int32Array.from({ length: rows }, () => Math.floor(random.uniform() * among))
  return { targets: { data, shape: [rows] } }
}

function likeShape(shape: number[], number: () => number): LossBatch['targets'] {
  return { targets: { data: Float32Array.from({ length: elements }, number), shape } }
}

const cases: [id: LossId, what: string, batch: LossBatch][] = [
  ['mse', '1,000,000 numbers', batchOf([elements], likeShape([elements], random.normal))],
  [
    'bce-with-logits',
    '1,000,000 logits',
    batchOf(
      [elements],
      likeShape([elements], () => Math.round(random.uniform())),
    ),
  ],
  [
    'cross-entropy',
    '1000 rows of 1000 classes',
    batchOf([elements / classes, classes], labels(elements / classes, classes)),
  ],
]

function timed(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

function runOf(id: LossId, batch: LossBatch): () => void {
  const loss = lossOf(id)
  const params = readParams(loss)
  const into = buffersFor(loss, batch, params)
  return () => {
    evaluate(loss, batch, { params, into })
  }
}

/** Medians, the copy and the loss by turns. */
function beside(id: LossId, batch: LossBatch): { loss: number; copy: number } {
  const run = runOf(id, batch)
  const source = batch.inputs.predictions?.data as Float32Array
  const copy = new Float32Array(source.length)
  const times = { loss: [] as number[], copy: [] as number[] }
  for (let round = 0; round < warmUp + rounds; round++) {
    const loss = timed(run)
    const plain = timed(() => copy.set(source))
    if (round < warmUp) continue
    times.loss.push(loss)
    times.copy.push(plain)
  }
  return { loss: median(times.loss), copy: median(times.copy) }
}

/** The loss's part of a step of the 784-128-10 perceptron with batches of 128. */
async function shareOfStep(): Promise<number> {
  const rows = 128
  const batch = batchOf([rows, 10], labels(rows, 10))
  const learner = await createDigitsLearner(rows)
  const inputs = Float32Array.from({ length: rows * digitsModel.inputs }, random.uniform)
  const run = runOf('cross-entropy', batch)
  const times = { step: [] as number[], loss: [] as number[] }
  for (let round = 0; round < warmUp + 200; round++) {
    const step = timed(() => learner.step({ inputs, targets: batch.targets, rows }, 0.001, true))
    const own = timed(run)
    if (round < warmUp) continue
    times.step.push(step)
    times.loss.push(own)
  }
  learner.dispose()
  return median(times.loss) / median(times.step)
}

/** Nanoseconds an element, in this process, one loss after the other. The goal is a loss below a tenth of a step. */
export async function benchLosses(): Promise<{ lines: string[] }> {
  const lines = cases.map(([id, what, batch]) => {
    const { loss, copy } = beside(id, batch)
    const [lossNs, copyNs] = [(loss * 1e6) / elements, (copy * 1e6) / elements]
    return `${id.padEnd(16)} ${lossNs.toFixed(2).padStart(6)} ns an element, a plain copy ${copyNs.toFixed(2)} ns (${what})`
  })
  const share = await shareOfStep()
  return { lines: [...lines, `share of a training step  ${(100 * share).toFixed(1)} % (goal: below 10 %)`] }
}
