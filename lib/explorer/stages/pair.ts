/** Two embeddings draw apart: by distance, or by angle. */
import type { LossBatch } from '../../losses/index.ts'
import { apart, type SampleTable, type Stage, type StagedLoss, tensor } from '../stage.ts'

const kinds = [
  { value: 1, label: 'the same' },
  { value: 0, label: 'different' },
]
const kind = { name: 'same', label: 'the pair is', default: 1, min: 0, max: 1, step: 1, choices: kinds }

function pairOf(a: readonly number[], b: readonly number[], label: number): LossBatch {
  return {
    inputs: { output1: tensor(a, [1, 2]), output2: tensor(b, [1, 2]) },
    targets: { targets: tensor([label], [1]) },
  }
}

/** A distance that is computed before the loss sees anything. */
const takesDistance = ({ expects }: StagedLoss) => expects.inputs.predictions === 'distance'

function batchOf(loss: StagedLoss, a: readonly number[], b: readonly number[], same: number): LossBatch {
  if (!takesDistance(loss)) return pairOf(a, b, loss.expects.targets === 'differs' ? 1 - same : 2 * same - 1)
  const [ax = 0, ay = 0] = a
  const [bx = 0, by = 0] = b
  return {
    inputs: { predictions: tensor([Math.hypot(ax - bx, ay - by)], [1]) },
    targets: { targets: tensor([2 * same - 1], [1]) },
  }
}

function planeOf(): SampleTable {
  return {
    noun: 'point',
    columns: [
      { name: 'x', label: 'x' },
      { name: 'y', label: 'y' },
    ],
    rowNames: ['first', 'second'],
    rows: [
      [0.8, 0.3],
      [-0.4, 0.9],
    ],
    isPlane: true,
    batch: (loss, [a = [], b = []], _params, { same = 1 }) => batchOf(loss, a, b, same),
  }
}

export const distance: Stage = {
  id: 'distance',
  title: 'Two embeddings, by distance',
  axis: { title: 'distance', min: 0, max: 2.5 },
  settings: [kind],
  suits: (loss) => loss.expects.targets === 'differs' || takesDistance(loss),
  at: (loss, x, { same = 1 }) => ({
    batch: batchOf(loss, [0, 0], [apart(x), 0], same),
    motion: takesDistance(loss) ? { predictions: [1] } : { output1: [0, 0], output2: [1, 0] },
  }),
  table: planeOf(),
}

export const angle: Stage = {
  id: 'angle',
  title: 'Two embeddings, by angle',
  axis: { title: 'angle in degrees', min: 0, max: 180 },
  settings: [kind],
  suits: (loss) => loss.expects.targets === 'same-sign' && !takesDistance(loss),
  at(loss, x, { same = 1 }) {
    const turn = Math.PI / 180
    const [cos, sin] = [Math.cos(x * turn), Math.sin(x * turn)]
    return {
      batch: batchOf(loss, [1, 0], [cos, sin], same),
      motion: { output1: [0, 0], output2: [-sin * turn, cos * turn] },
    }
  },
  table: planeOf(),
}
