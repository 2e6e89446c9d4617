/** Images made of handwritten digits, each from the number of its row: the same on every machine. */
import { createRandom, type Random } from '../../random.ts'
import type { Dataset, Split } from './dataset.ts'
import { loadDigits } from './digits.ts'

/** The side of a digit's image. */
export const digitSide = 28

/** Draws one image and its truth into empty rows. */
export type Draw = (image: Float32Array, truth: Float32Array, digits: Split, random: Random) => void

/** The grey values of a digit [784] and which it is. */
export function anyDigit(
  { inputs, truth, rows }: Split,
  random: Random,
): { grey: Float32Array; label: number } {
  const row = Math.floor(random.uniform() * rows)
  const size = digitSide ** 2
  return { grey: inputs.subarray(row * size, (row + 1) * size), label: truth[row] as number }
}

/** Puts a square of grey values on an image, the lighter of both staying; what would lie outside is cut off. */
export function overlay(image: Float32Array, grey: Float32Array, left: number, top: number): void {
  const side = Math.sqrt(image.length)
  const own = Math.sqrt(grey.length)
  for (let y = Math.max(0, -top); y < Math.min(own, side - top); y++)
    for (let x = Math.max(0, -left); x < Math.min(own, side - left); x++) {
      const at = (y + top) * side + x + left
      image[at] = Math.max(image[at] as number, grey[y * own + x] as number)
    }
}

/** A whole number from `least` to `most`. */
export function between(random: Random, least: number, most: number): number {
  return least + Math.floor(random.uniform() * (most - least + 1))
}

function draw(
  rows: number,
  side: number,
  truthWidth: number,
  digits: Split,
  stream: number,
  of: Draw,
): Split {
  const pixels = side * side
  const split = { rows, inputs: new Float32Array(rows * pixels), truth: new Float32Array(rows * truthWidth) }
  for (let row = 0; row < rows; row++) {
    const image = split.inputs.subarray(row * pixels, (row + 1) * pixels)
    const truth = split.truth.subarray(row * truthWidth, (row + 1) * truthWidth)
    of(image, truth, digits, createRandom(row, stream))
  }
  return split
}

/** Draws the training images from digits of the training rows, a quarter as many for validation from the others. */
export function drawImages(rows: number, side: number, truthWidth: number, of: Draw): Dataset {
  const { train, validation, classNames } = loadDigits()
  return {
    ...{ inputs: side * side, truthWidth, targetScale: null, classNames, notes: [] },
    train: draw(rows, side, truthWidth, train, 1, of),
    validation: draw(rows / 4, side, truthWidth, validation, 2, of),
  }
}
