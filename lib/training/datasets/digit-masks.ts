/** A digit among pieces of other digits, 28 × 28; the mask is 1 where the digit is. */
import type { Dataset } from './dataset.ts'
import { anyDigit, between, digitSide, drawImages, overlay } from './images.ts'

const pieces = 6
const pieceSide = 6
/** From this grey value on a place belongs to the digit. */
const leastGrey = 0.5

function pieceOf(grey: Float32Array, left: number, top: number): Float32Array {
  return Float32Array.from({ length: pieceSide ** 2 }, (_, i) => {
    return grey[(top + Math.floor(i / pieceSide)) * digitSide + left + (i % pieceSide)] as number
  })
}

export function loadDigitMasks(): Dataset {
  return drawImages(4000, digitSide, digitSide ** 2, (image, truth, digits, random) => {
    const { grey } = anyDigit(digits, random)
    for (const [place, value] of grey.entries()) truth[place] = value >= leastGrey ? 1 : 0
    image.set(grey)
    for (let i = 0; i < pieces; i++) {
      // Pieces are cut where the ink of an image is.
      const piece = pieceOf(anyDigit(digits, random).grey, between(random, 8, 14), between(random, 8, 14))
      overlay(image, piece, between(random, -2, digitSide - 4), between(random, -2, digitSide - 4))
    }
  })
}
