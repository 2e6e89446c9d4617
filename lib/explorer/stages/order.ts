/** One item’s score moves past another’s. */
import { type Stage, tensor } from '../stage.ts'

const orders = [
  { value: 1, label: 'the first' },
  { value: -1, label: 'the second' },
]

export const order: Stage = {
  id: 'order',
  title: 'Two scores',
  axis: { title: 'first score − second score', min: -4, max: 4 },
  settings: [
    { name: 'order', label: 'higher should be', default: 1, min: -1, max: 1, step: 2, choices: orders },
  ],
  suits: ({ expects }) => expects.targets === 'order',
  at: (_loss, x, { order: wanted = 1 }) => ({
    batch: {
      inputs: { output1: tensor([x], [1]), output2: tensor([0], [1]) },
      targets: { targets: tensor([wanted], [1]) },
    },
    motion: { output1: [1], output2: [0] },
  }),
  table: {
    noun: 'pair',
    columns: [
      { name: 'first', label: 'first score' },
      { name: 'second', label: 'second score' },
      { name: 'order', label: 'higher should be', choices: orders },
    ],
    rows: [
      [2.1, 1.4, 1],
      [0.3, 0.9, -1],
      [1.5, 1.2, 1],
      [-1, 4, 1],
    ],
    batch: (_loss, rows) => {
      const at = (place: number) =>
        tensor(
          rows.map((row) => row[place] ?? Number.NaN),
          [rows.length],
        )
      return { inputs: { output1: at(0), output2: at(1) }, targets: { targets: at(2) } }
    },
  },
}
