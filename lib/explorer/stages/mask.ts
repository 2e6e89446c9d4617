/** A mask is covered bit by bit: each of its pixels gets the probability x. */
import { type Stage, tensor } from '../stage.ts'

const pixels = 100
/** Exactly 0 and 1 have no logit. */
const nearest = 1e-4

const logitOf = (p: number) => Math.log(p / (1 - p))
const held = (p: number) => Math.min(1 - nearest, Math.max(nearest, p))

export const mask: Stage = {
  id: 'mask',
  title: 'A mask',
  axis: { title: 'share of the mask that is covered', min: 0, max: 1 },
  settings: [
    { name: 'size', label: 'mask, share of the image', default: 0.1, min: 0.01, max: 0.9, step: 0.01 },
    { name: 'alarm', label: 'probability on the background', default: 0.02, min: 0, max: 1, step: 0.01 },
  ],
  suits: ({ expects }) => expects.targets === 'mask',
  at(_loss, x, { size = 0.1, alarm = 0.02 }) {
    const p = held(x)
    const inside = Math.round(size * pixels)
    const bits = Array.from({ length: pixels }, (_, i) => (i < inside ? 1 : 0))
    return {
      batch: {
        inputs: {
          predictions: tensor(
            bits.map((bit) => logitOf(bit ? p : held(alarm))),
            [1, pixels],
          ),
        },
        targets: { targets: tensor(bits, [1, pixels]) },
      },
      motion: { predictions: bits.map((bit) => (bit ? 1 / (p * (1 - p)) : 0)) },
    }
  },
  table: {
    noun: 'pixel',
    columns: [
      { name: 'logit', label: 'logit' },
      {
        name: 'mask',
        label: 'in the mask',
        choices: [
          { value: 0, label: 'no' },
          { value: 1, label: 'yes' },
        ],
      },
    ],
    rows: [
      [3, 1],
      [2, 1],
      [-4, 1],
      [-3, 0],
      [-2, 0],
      [-3, 0],
      [-3, 0],
      [1, 0],
    ],
    batch: (_loss, rows) => ({
      inputs: {
        predictions: tensor(
          rows.map(([logit = Number.NaN]) => logit),
          [1, rows.length],
        ),
      },
      targets: {
        targets: tensor(
          rows.map(([, bit = 0]) => bit),
          [1, rows.length],
        ),
      },
    }),
  },
}
