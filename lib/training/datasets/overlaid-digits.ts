/** Two different digits in one image of 28 × 28, moved apart a little; ten bits say which are there. */
import type { Dataset } from './dataset.ts'
import { anyDigit, between, drawImages, overlay } from './images.ts'

export function loadOverlaidDigits(): Dataset {
  return drawImages(8000, 28, 10, (image, truth, digits, random) => {
    const first = anyDigit(digits, random)
    let second = anyDigit(digits, random)
    while (second.label === first.label) second = anyDigit(digits, random)
    const apart = between(random, 2, 4)
    overlay(image, first.grey, -apart, between(random, -2, 2))
    overlay(image, second.grey, apart, between(random, -2, 2))
    truth[first.label] = 1
    truth[second.label] = 1
  })
}
