/** The beaks of 342 penguins of three species: a real distribution in the plane, with three heaps. */
import { type Dataset, isValidationRow, meanAndDeviation, type Split } from './dataset.ts'
import { readPackageJson } from './package-data.ts'
import type { Cells } from './records.ts'

const measures = ['Beak Length (mm)', 'Beak Depth (mm)']

/**
 * Length and depth [rows, 2], standardized by the training rows. There is nothing to predict: a row is its own truth,
 * since it is the rows themselves that a generator has to make.
 */
export function loadPenguinBeaks(): Dataset {
  const records = readPackageJson('vega-datasets', '../data/penguins.json') as Cells[]
  const rows = records
    .map((record) => measures.map((measure) => record[measure]))
    .filter((row): row is number[] => row.every((value) => typeof value === 'number'))
  const training = rows.filter((_, index) => !isValidationRow(index))
  const scales = measures.map((_, column) => meanAndDeviation(training.map((row) => row[column] as number)))
  const splitOf = (part: number[][]): Split => {
    const inputs = Float32Array.from(
      part.flatMap((row) =>
        row.map((value, column) => {
          const { mean, deviation } = scales[column] as { mean: number; deviation: number }
          return (value - mean) / deviation
        }),
      ),
    )
    return { rows: part.length, inputs, truth: inputs }
  }
  return {
    inputs: measures.length,
    truthWidth: measures.length,
    train: splitOf(training),
    validation: splitOf(rows.filter((_, index) => isValidationRow(index))),
    targetScale: null,
    classNames: null,
    notes: [],
  }
}
