/**
 * The penalty on the slope of a critic between real and fake (Gulrajani et al. 2017), without a second backward pass
 * through the first.
 */
import type { Random } from '../../random.ts'
import type { Player } from './player.ts'

/** Half the way between the two points whose gradients are compared: wide enough for float32. */
const reach = 1e-2

export type Slopes = {
  /** The length of the critic's gradient with respect to its input at each of the points. */
  norms: Float32Array
  /** Pulls the gradient of the parameters for a gradient of the norms. */
  pull(ofNorms: ArrayLike<number>): void
}

/**
 * The slopes of the critic at points between real and fake rows [rows, width]. The critic works on 2 · rows rows.
 *
 * With u the direction of the slope, the norm's gradient by the parameters is that of u·∇D, the derivative along u of
 * D's own gradient by the parameters. A central difference along u gives it, for a smooth critic: where a ReLU turns
 * between the two points the difference is far off, and the training unstable.
 */
export function slopesBetween(
  critic: Player,
  real: Float32Array,
  fake: Float32Array,
  width: number,
  random: Random,
): Slopes {
  const rows = real.length / width
  const points = new Float32Array(2 * rows * width)
  for (let row = 0; row < rows; row++) {
    const share = random.uniform()
    for (let k = row * width; k < (row + 1) * width; k++)
      points[k] = share * (real[k] as number) + (1 - share) * (fake[k] as number)
  }
  critic.forward(points)
  const ones = new Float32Array(2 * rows).fill(1, 0, rows)
  const directions = critic.pullInputs(ones).slice(0, rows * width)
  const norms = new Float32Array(rows)
  for (let row = 0; row < rows; row++) {
    const direction = directions.subarray(row * width, (row + 1) * width)
    const norm = Math.hypot(...direction)
    norms[row] = norm
    for (let k = 0; k < width; k++) direction[k] = norm === 0 ? 0 : (direction[k] as number) / norm
  }
  return {
    norms,
    pull(ofNorms) {
      const along = new Float32Array(2 * rows * width)
      const gradient = new Float32Array(2 * rows)
      for (let row = 0; row < rows; row++) {
        gradient[row] = (ofNorms[row] as number) / (2 * reach)
        gradient[rows + row] = -(ofNorms[row] as number) / (2 * reach)
        for (let k = row * width; k < (row + 1) * width; k++) {
          along[k] = (points[k] as number) + reach * (directions[k] as number)
          along[rows * width + k] = (points[k] as number) - reach * (directions[k] as number)
        }
      }
      critic.forward(along)
      critic.pull(gradient)
    },
  }
}
