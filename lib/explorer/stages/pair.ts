/** Two embeddings draw apart: by distance, or by angle. */
import type { LossBatch } from '../../losses/index.ts'
import { apart, type SampleTable, type Stage, tensor } from '../stage.ts'

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

function planeOf(labelOf: (same: number) => number): SampleTable {
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
    batch: (_loss, [a = [], b = []], _params, { same = 1 }) => pairOf(a, b, labelOf(same)),
  }
}

const differs = (same: number) => 1 - same
const sign = (same: number) => 2 * same - 1

export const distance: Stage = {
  id: 'distance',
  title: 'Two embeddings, by distance',
  axis: { title: 'distance', min: 0, max: 2.5 },
  settings: [kind],
  suits: ({ expects }) => expects.targets === 'differs',
  at: (_loss, x, { same = 1 }) => ({
    batch: pairOf([0, 0], [apart(x), 0], differs(same)),
    motion: { output1: [0, 0], output2: [1, 0] },
  }),
  table: planeOf(differs),
}

export const angle: Stage = {
  id: 'angle',
  title: 'Two embeddings, by angle',
  axis: { title: 'angle in degrees', min: 0, max: 180 },
  settings: [kind],
  suits: ({ expects }) => expects.targets === 'same-sign',
  at(_loss, x, { same = 1 }) {
    const turn = Math.PI / 180
    const [cos, sin] = [Math.cos(x * turn), Math.sin(x * turn)]
    return {
      batch: pairOf([1, 0], [cos, sin], sign(same)),
      motion: { output1: [0, 0], output2: [-sin * turn, cos * turn] },
    }
  },
  table: planeOf(sign),
}
