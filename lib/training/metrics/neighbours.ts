/** Whether vectors lie near those of their class, and whether ranks are in order. */

/** Rows divided by their length, so that the nearest has the largest product; a row of zeros stays. */
function normalized(vectors: ArrayLike<number>, dimensions: number): Float64Array {
  const unit = Float64Array.from(vectors)
  for (let base = 0; base < unit.length; base += dimensions) {
    let square = 0
    for (let k = base; k < base + dimensions; k++) square += (unit[k] as number) ** 2
    const length = Math.sqrt(square) || 1
    for (let k = base; k < base + dimensions; k++) unit[k] = (unit[k] as number) / length
  }
  return unit
}

/**
 * The share of rows whose nearest other row, by cosine, has their label. Of several equally near ones each counts its
 * share, so that vectors that are all the same give the chance of a random other row. A row with NaN counts as wrong.
 */
export function recallAt1(vectors: ArrayLike<number>, labels: ArrayLike<number>, dimensions: number): number {
  const unit = normalized(vectors, dimensions)
  const rows = labels.length
  let right = 0
  for (let row = 0; row < rows; row++) {
    let nearest = Number.NEGATIVE_INFINITY
    let ties = 0
    let same = 0
    for (let other = 0; other < rows; other++) {
      if (other === row) continue
      let product = 0
      for (let k = 0; k < dimensions; k++)
        product += (unit[row * dimensions + k] as number) * (unit[other * dimensions + k] as number)
      if (product < nearest || Number.isNaN(product)) continue
      if (product > nearest) {
        nearest = product
        ties = 0
        same = 0
      }
      ties++
      if (labels[other] === labels[row]) same++
    }
    if (ties > 0) right += same / ties
  }
  return right / rows
}

/** The share of all pairs of unequal numbers whose scores are in the same order; equal scores count half, NaN nothing. */
export function orderAccuracy(scores: ArrayLike<number>, numbers: ArrayLike<number>): number {
  let right = 0
  let pairs = 0
  for (let a = 0; a < numbers.length; a++)
    for (let b = a + 1; b < numbers.length; b++) {
      const wanted = Math.sign((numbers[a] as number) - (numbers[b] as number))
      if (wanted === 0) continue
      pairs++
      const got = Math.sign((scores[a] as number) - (scores[b] as number))
      if (got === wanted) right++
      else if (got === 0) right += 0.5
    }
  return right / pairs
}
