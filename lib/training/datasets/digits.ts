/** 10,000 handwritten digits of MNIST (LeCun, Cortes, Burges), as the package `mnist` carries them. */
import { type Dataset, isValidationRow, type Split, shownImage } from './dataset.ts'
import { readPackageJson } from './package-data.ts'

const pixels = 28 * 28

function createSplit(rows: number): Split {
  return { rows, inputs: new Float32Array(rows * pixels), truth: new Int32Array(rows) }
}

/** Grey values from 0 to 1, [rows, 784]; the validation split is every fifth image of each digit. */
export function loadDigits(): Dataset {
  const files = Array.from({ length: 10 }, (_, digit) => {
    const file = readPackageJson('mnist', `digits/${digit}.json`) as { data: number[] }
    return file.data
  })
  const images = files.map((data) => data.length / pixels)
  const total = images.reduce((sum, count) => sum + count, 0)
  const held = images.reduce((sum, count) => sum + Math.floor(count / 5), 0)
  const train = createSplit(total - held)
  const validation = createSplit(held)
  const filled = { train: 0, validation: 0 }
  files.forEach((data, digit) => {
    for (let image = 0; image < data.length / pixels; image++) {
      const name = isValidationRow(image) ? 'validation' : 'train'
      const split = name === 'train' ? train : validation
      const row = filled[name]++
      for (let i = 0; i < pixels; i++) split.inputs[row * pixels + i] = data[image * pixels + i] as number
      split.truth[row] = digit
    }
  })
  return {
    ...{ inputs: pixels, truthWidth: 1, train, validation, targetScale: null, notes: [] },
    classNames: files.map((_, digit) => String(digit)),
    shown: (row) => shownImage(validation, pixels, row),
  }
}
