/** A digit somewhere on 40 × 40; the truth is the box around its ink, as shares of the image, and which digit it is. */
import type { Dataset } from './dataset.ts'
import { anyDigit, between, digitSide, drawImages, overlay } from './images.ts'

const side = 40
/** From this grey value on a place is ink. */
const leastGrey = 0.2

/** First and last column, or row, with ink. */
function extent(grey: Float32Array, axis: 'x' | 'y'): [first: number, last: number] {
  let first = digitSide
  let last = 0
  for (const [place, value] of grey.entries()) {
    if (value < leastGrey) continue
    const at = axis === 'x' ? place % digitSide : Math.floor(place / digitSide)
    first = Math.min(first, at)
    last = Math.max(last, at)
  }
  return [first, last]
}

export function loadDigitBoxes(): Dataset {
  return drawImages(4000, side, 5, (image, truth, digits, random) => {
    const { grey, label } = anyDigit(digits, random)
    const [left, right] = extent(grey, 'x')
    const [top, bottom] = extent(grey, 'y')
    // The whole ink stays on the image.
    const moveX = between(random, -left, side - 1 - right)
    const moveY = between(random, -top, side - 1 - bottom)
    overlay(image, grey, moveX, moveY)
    truth.set([
      (left + right + 1) / 2 / side + moveX / side,
      (top + bottom + 1) / 2 / side + moveY / side,
      (right + 1 - left) / side,
      (bottom + 1 - top) / side,
      label,
    ])
  })
}
