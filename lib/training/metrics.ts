/** Numbers that tell how well a model does, apart from its loss. All in float64. */

/** The share of rows whose largest output is that of their label; a row with a NaN counts as wrong. */
export function accuracy(outputs: ArrayLike<number>, labels: ArrayLike<number>, classes: number): number {
  let right = 0
  for (let row = 0; row < labels.length; row++) {
    const base = row * classes
    const own = outputs[base + (labels[row] as number)] as number
    let isLargest = true
    for (let c = 0; c < classes; c++) {
      const other = outputs[base + c] as number
      // Of equal outputs the first wins, as in PyTorch's argmax.
      if (!(own > other || (own === other && c >= (labels[row] as number)))) isLargest = false
    }
    if (isLargest) right++
  }
  return right / labels.length
}

/** The mean distance of predictions from targets, in their unit. */
export function meanAbsoluteError(predictions: ArrayLike<number>, targets: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < targets.length; i++)
    sum += Math.abs((predictions[i] as number) - (targets[i] as number))
  return sum / targets.length
}

/** R²: 1 − Σ(x−y)² / Σ(y−ȳ)². 1 is perfect, 0 is as good as the mean of these targets, and it may be negative. */
export function rSquared(predictions: ArrayLike<number>, targets: ArrayLike<number>): number {
  let mean = 0
  for (let i = 0; i < targets.length; i++) mean += (targets[i] as number) / targets.length
  let residual = 0
  let total = 0
  for (let i = 0; i < targets.length; i++) {
    residual += ((predictions[i] as number) - (targets[i] as number)) ** 2
    total += ((targets[i] as number) - mean) ** 2
  }
  return 1 - residual / total
}

/** The Euclidean length of a gradient over all parameters. */
export function gradientNorm(gradient: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < gradient.length; i++) sum += (gradient[i] as number) * (gradient[i] as number)
  return Math.sqrt(sum)
}
