/** Every partner in a batch turns away from its own; all strangers stay at a right angle. */
import { type Stage, tensor } from '../stage.ts'

const turn = Math.PI / 180

export const batchPairs: Stage = {
  id: 'batch-pairs',
  title: 'Partners within a batch',
  axis: { title: 'angle between partners in degrees', min: 0, max: 180 },
  settings: [{ name: 'pairs', label: 'pairs in the batch', default: 8, min: 1, max: 32, step: 1 }],
  suits: ({ expects }) => expects.targets === 'none' && expects.inputs.output1 === 'embedding',
  at(_loss, x, { pairs = 8 }) {
    const width = 2 * pairs
    const rows = (own: number, side: number) =>
      Array.from({ length: pairs }, (_, i) =>
        Array.from({ length: width }, (_, axis) => (axis === i ? own : axis === pairs + i ? side : 0)),
      ).flat()
    const [cos, sin] = [Math.cos(x * turn), Math.sin(x * turn)]
    return {
      batch: {
        inputs: {
          output1: tensor(rows(1, 0), [pairs, width]),
          output2: tensor(rows(cos, sin), [pairs, width]),
        },
        targets: {},
      },
      motion: { output1: rows(0, 0), output2: rows(-sin * turn, cos * turn) },
    }
  },
  table: {
    noun: 'point',
    columns: [
      { name: 'x', label: 'x' },
      { name: 'y', label: 'y' },
    ],
    rowNames: ['A', 'A’s partner', 'B', 'B’s partner'],
    rows: [
      [1, 0.1],
      [0.8, 0.5],
      [-0.6, 0.8],
      [0.2, 1],
    ],
    isPlane: true,
    batch: (_loss, [a = [], ofA = [], b = [], ofB = []]) => ({
      inputs: { output1: tensor([...a, ...b], [2, 2]), output2: tensor([...ofA, ...ofB], [2, 2]) },
      targets: {},
    }),
  },
}
