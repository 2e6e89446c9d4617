/** A box moves past its place while the class stays as sure as it is. */
import { type Stage, tensor } from '../stage.ts'

export const boxes: Stage = {
  id: 'boxes',
  title: 'A box and its class',
  axis: { title: 'error of each of the four numbers', min: -4, max: 4 },
  settings: [
    {
      name: 'logit',
      label: 'logit of the true class, the others at 0',
      default: 1,
      min: -6,
      max: 8,
      step: 0.1,
    },
    { name: 'classes', label: 'classes', default: 3, min: 2, max: 50, step: 1 },
  ],
  suits: ({ expects }) => expects.targets === 'box-and-class',
  at(_loss, x, { logit = 1, classes = 3 }) {
    const logits = [logit, ...Array<number>(classes - 1).fill(0)]
    return {
      batch: {
        inputs: { boxes: tensor([x, x, x, x], [1, 4]), logits: tensor(logits, [1, classes]) },
        targets: { boxes: tensor([0, 0, 0, 0], [1, 4]), classes: tensor([0], [1]) },
      },
      motion: { boxes: [1, 1, 1, 1], logits: logits.map(() => 0) },
    }
  },
  // Four numbers twice, and the logits, for each row: too many to see anything in.
  table: null,
}
