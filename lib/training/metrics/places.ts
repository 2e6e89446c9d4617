/** How far what was found covers what is there: marked places of images, and boxes. */

/** |A ∩ B| / |A ∪ B| of the places marked (above 0) and those that are 1, the mean over images; 1 for two empty masks. */
export function maskIou(margins: ArrayLike<number>, mask: ArrayLike<number>, places: number): number {
  const images = mask.length / places
  let sum = 0
  for (let image = 0; image < images; image++) {
    let both = 0
    let either = 0
    for (let i = image * places; i < (image + 1) * places; i++) {
      const isMarked = (margins[i] as number) > 0
      const isThere = mask[i] === 1
      if (isMarked && isThere) both++
      if (isMarked || isThere) either++
    }
    sum += either === 0 ? 1 : both / either
  }
  return sum / images
}

/** The overlap of two boxes, each the centre x and y, the width and the height; NaN stays NaN. */
export function boxIou(a: ArrayLike<number>, atA: number, b: ArrayLike<number>, atB: number): number {
  const overlap = (axis: number) => {
    const [centreA, centreB] = [a[atA + axis] as number, b[atB + axis] as number]
    const [halfA, halfB] = [(a[atA + 2 + axis] as number) / 2, (b[atB + 2 + axis] as number) / 2]
    const end = Math.min(centreA + halfA, centreB + halfB)
    return Math.max(0, end - Math.max(centreA - halfA, centreB - halfB))
  }
  const area = (of: ArrayLike<number>, at: number) =>
    Math.max(0, of[at + 2] as number) * Math.max(0, of[at + 3] as number)
  const both = overlap(0) * overlap(1)
  return both / (area(a, atA) + area(b, atB) - both)
}
