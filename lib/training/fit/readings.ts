/** What a model says, read from its outputs in the same form whatever the loss: what metrics look at. */
import type { TargetScale } from '../datasets/dataset.ts'
import type { Fit } from './fit.ts'
import { transformOf } from './transforms.ts'

function meanOf(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/**
 * For outputs [rows, outputs] of one view: scores of classes [rows, classes], the largest naming one; a number above 0
 * for what is there, [rows, labels or places], [rows] for one of two classes; predictions in their unit [rows]; box and
 * scores [rows, 4 + classes]; vectors [rows, dimensions]; ranks [rows].
 */
export function readingsOf(
  fit: Fit,
  outputs: Float32Array,
  scale: TargetScale | null,
): Float32Array | Float64Array {
  const { reading, parts, outputs: width } = fit
  const rows = outputs.length / width
  switch (reading) {
    case 'as-is':
      return outputs
    case 'less-half':
      return outputs.map((value) => value - 0.5)
    case 'less-mean':
      return outputs.map(
        (value, i) => value - meanOf(outputs.subarray(i - (i % width), i - (i % width) + width)),
      )
    case 'difference':
      return Float32Array.from({ length: rows }, (_, row) => {
        return (outputs[2 * row + 1] as number) - (outputs[2 * row] as number)
      })
    default: {
      const { mean, deviation } = scale ?? { mean: 0, deviation: 1 }
      const transform = transformOf(parts[0]?.transform ?? 'identity', scale)
      const numbers = new Float64Array(rows)
      for (let row = 0; row < rows; row++) transform.forward(outputs, row * width, 1, numbers, row)
      if (reading === 'exponential') return numbers.map(Math.exp)
      return fit.encoding === 'standardized' ? numbers.map((value) => value * deviation + mean) : numbers
    }
  }
}
