/** A predicted rate moves past the count that was seen. The axis is its logarithm, whatever the loss is told. */
import { column, type Stage, tensor } from '../stage.ts'

export const rate: Stage = {
  id: 'rate',
  title: 'A count',
  axis: { title: 'log-rate', min: -3, max: 4 },
  settings: [{ name: 'count', label: 'count that was seen', default: 3, min: 0, max: 40, step: 1 }],
  suits: ({ expects: { inputs } }) => inputs.predictions === 'log-rate',
  at(_loss, x, { count = 0 }, { logInput }) {
    const prediction = logInput ? x : Math.exp(x)
    return {
      batch: {
        inputs: { predictions: tensor([prediction], [1, 1]) },
        targets: { targets: tensor([count], [1, 1]) },
      },
      motion: { predictions: [logInput ? 1 : prediction] },
    }
  },
  table: {
    noun: 'row',
    columns: [
      { name: 'rate', label: 'log-rate' },
      { name: 'count', label: 'count' },
    ],
    rows: [
      [1.1, 3],
      [0.7, 2],
      [1.4, 4],
      [0.2, 0],
      [1.2, 25],
    ],
    batch: (_loss, rows, { logInput }) => ({
      inputs: { predictions: column(rows, 0, logInput ? undefined : Math.exp) },
      targets: { targets: column(rows, 1) },
    }),
  },
}
