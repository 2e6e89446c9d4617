/** A sequence of two symbols is spelt over a few steps of time, ever more surely. */
import type { LossBatch } from '../../losses/index.ts'
import { type Stage, tensor } from '../stage.ts'

/** The blank, then the symbols of the sequence. */
const names = ['blank', 'A', 'B']
const sequence = [1, 2]

function logSoftmax(row: readonly number[]): number[] {
  const most = Math.max(...row)
  const logSum = most + Math.log(row.reduce((sum, x) => sum + Math.exp(x - most), 0))
  return row.map((x) => x - logSum)
}

function batchOf(logits: readonly (readonly number[])[]): LossBatch {
  return {
    inputs: { predictions: tensor(logits.flatMap(logSoftmax), [logits.length, 1, names.length]) },
    targets: { targets: tensor(sequence, [1, sequence.length]) },
  }
}

export const sequences: Stage = {
  id: 'sequence',
  title: 'Symbols in time',
  axis: { title: 'logit of the right symbol at each step, the others at 0', min: -6, max: 8 },
  settings: [
    { name: 'steps', label: 'steps of time for the sequence AB', default: 6, min: 2, max: 40, step: 1 },
  ],
  suits: ({ expects }) => expects.targets === 'sequence',
  at(_loss, x, { steps = 6 }) {
    // The first half of the steps says A, the second B.
    const right = Array.from({ length: steps }, (_, t) => (t < steps / 2 ? 1 : 2))
    const logits = right.map((own) => names.map((_, k) => (k === own ? x : 0)))
    const share = Math.exp(logSoftmax([x, 0, 0])[0] as number)
    return {
      batch: batchOf(logits),
      // A log-softmax takes the share of the right symbol off all of its outputs.
      motion: { predictions: right.flatMap((own) => names.map((_, k) => (k === own ? 1 : 0) - share)) },
    }
  },
  table: {
    noun: 'step',
    columns: names.map((name) => ({ name, label: `logit ${name}` })),
    rows: [
      [0, 3, 0],
      [2, 1, 0],
      [3, 0, 0],
      [0, 0, 2],
      [3, 0, 1],
    ],
    batch: (_loss, rows) => batchOf(rows),
  },
}
