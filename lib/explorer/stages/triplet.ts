/** The negative draws away from the anchor while the positive stays. */
import { apart, type Stage, tensor } from '../stage.ts'

export const triplet: Stage = {
  id: 'triplet',
  title: 'Anchor, positive and negative',
  axis: { title: 'distance from anchor to negative', min: 0, max: 4 },
  settings: [
    { name: 'positive', label: 'distance from anchor to positive', default: 0.8, min: 0, max: 4, step: 0.05 },
  ],
  suits: ({ expects }) => 'anchor' in expects.inputs,
  // The positive lies to one side and the negative to the other, so that swap changes nothing here.
  at: (_loss, x, { positive = 0.8 }) => ({
    batch: {
      inputs: {
        anchor: tensor([0, 0], [1, 2]),
        positive: tensor([-positive, 0], [1, 2]),
        negative: tensor([apart(x), 0], [1, 2]),
      },
      targets: {},
    },
    motion: { anchor: [0, 0], positive: [0, 0], negative: [1, 0] },
  }),
  table: {
    noun: 'point',
    columns: [
      { name: 'x', label: 'x' },
      { name: 'y', label: 'y' },
    ],
    rowNames: ['anchor', 'positive', 'negative'],
    rows: [
      [0, 0],
      [0.7, 0.5],
      [-0.9, 0.6],
    ],
    isPlane: true,
    batch: (_loss, [anchor = [], positive = [], negative = []]) => ({
      inputs: {
        anchor: tensor(anchor, [1, 2]),
        positive: tensor(positive, [1, 2]),
        negative: tensor(negative, [1, 2]),
      },
      targets: {},
    }),
  },
}
