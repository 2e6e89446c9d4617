/** How far predicted numbers are from the true ones, in their unit. All in float64. */

function meanOver(count: number, of: (i: number) => number): number {
  let sum = 0
  for (let i = 0; i < count; i++) sum += of(i)
  return sum / count
}

export function meanAbsoluteError(predictions: ArrayLike<number>, targets: ArrayLike<number>): number {
  return meanOver(targets.length, (i) => Math.abs((predictions[i] as number) - (targets[i] as number)))
}

export function rootMeanSquaredError(predictions: ArrayLike<number>, targets: ArrayLike<number>): number {
  return Math.sqrt(
    meanOver(targets.length, (i) => ((predictions[i] as number) - (targets[i] as number)) ** 2),
  )
}

/** The mean of |x − y| / |y|, 1 being 100 %; NaN when a target is 0. */
export function meanAbsolutePercentageError(
  predictions: ArrayLike<number>,
  targets: ArrayLike<number>,
): number {
  return meanOver(targets.length, (i) => {
    const target = targets[i] as number
    return target === 0 ? Number.NaN : Math.abs(((predictions[i] as number) - target) / target)
  })
}

/**
 * R²: 1 − Σ(x−y)² / Σ(y−ȳ)². 1 is perfect, 0 is as good as the mean of these targets, and it may be negative; NaN for
 * targets that are all the same.
 */
export function rSquared(predictions: ArrayLike<number>, targets: ArrayLike<number>): number {
  const mean = meanOver(targets.length, (i) => targets[i] as number)
  const residual = meanOver(targets.length, (i) => ((predictions[i] as number) - (targets[i] as number)) ** 2)
  const isConstant = Array.from(targets).every((target) => target === targets[0])
  if (isConstant) return Number.NaN
  return 1 - residual / meanOver(targets.length, (i) => ((targets[i] as number) - mean) ** 2)
}
