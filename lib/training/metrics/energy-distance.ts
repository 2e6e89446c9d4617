/** How far two samples are from having the same distribution. */

function meanDistance(a: ArrayLike<number>, b: ArrayLike<number>, width: number): number {
  const rowsOfA = a.length / width
  const rowsOfB = b.length / width
  let sum = 0
  for (let i = 0; i < rowsOfA; i++)
    for (let j = 0; j < rowsOfB; j++) {
      let squared = 0
      for (let k = 0; k < width; k++)
        squared += ((a[i * width + k] as number) - (b[j * width + k] as number)) ** 2
      sum += Math.sqrt(squared)
    }
  return sum / (rowsOfA * rowsOfB)
}

/**
 * The energy distance 2·E‖X − Y‖ − E‖X − X′‖ − E‖Y − Y′‖ (Székely and Rizzo 2013) of samples [rows, width]: 0 for equal
 * samples, never below it.
 */
export function energyDistance(a: ArrayLike<number>, b: ArrayLike<number>, width: number): number {
  return 2 * meanDistance(a, b, width) - meanDistance(a, a, width) - meanDistance(b, b, width)
}
