/** Cars of 1970 to 1982 (StatLib, Ramos and Donoho), as the package `vega-datasets` carries them. */
import { type Dataset, isValidationRow, meanAndDeviation, type Split } from './dataset.ts'
import { readPackageJson } from './package-data.ts'

type Car = {
  Miles_per_Gallon: number | null
  Cylinders: number
  Displacement: number
  Horsepower: number | null
  Weight_in_lbs: number
  Acceleration: number
  Year: string
  Origin: string
}

const origins = ['USA', 'Europe', 'Japan']

function featuresOf(car: Car): number[] {
  return [
    car.Cylinders,
    car.Displacement,
    car.Horsepower ?? Number.NaN,
    car.Weight_in_lbs,
    car.Acceleration,
    Number(car.Year.slice(0, 4)),
    ...origins.map((origin) => (car.Origin === origin ? 1 : 0)),
  ]
}

/**
 * Nine inputs (cylinders, displacement, horsepower, weight, acceleration, year, and the origin as three bits) and the
 * miles per gallon, for the 392 cars that lack nothing. The inputs are standardized by the mean and deviation of the
 * training rows.
 */
export function loadCarMileage(): Dataset {
  const numbersOf = (car: Car) => [...featuresOf(car), car.Miles_per_Gallon ?? Number.NaN]
  const all = readPackageJson('vega-datasets', '../data/cars.json') as Car[]
  const cars = all.filter((car) => numbersOf(car).every(Number.isFinite))
  const rows = cars.map(numbersOf)
  const training = rows.filter((_, index) => !isValidationRow(index))
  const inputs = origins.length + 6
  const scales = Array.from({ length: inputs + 1 }, (_, column) =>
    meanAndDeviation(training.map((row) => row[column] as number)),
  )
  const standardized = (row: readonly number[]) =>
    row.slice(0, inputs).map((value, column) => {
      const { mean, deviation } = scales[column] as { mean: number; deviation: number }
      return (value - mean) / deviation
    })
  const split = (part: number[][]): Split => ({
    rows: part.length,
    inputs: Float32Array.from(part.flatMap(standardized)),
    truth: Float64Array.from(part.map((row) => row[inputs] as number)),
  })
  const held = cars.filter((_, index) => isValidationRow(index))
  return {
    ...{ inputs, truthWidth: 1, classNames: null, notes: [] },
    shown: (row) => ({
      cells: Object.fromEntries(Object.entries(held[row] ?? {}).map(([name, cell]) => [name, String(cell)])),
    }),
    train: split(training),
    validation: split(rows.filter((_, index) => isValidationRow(index))),
    targetScale: { ...(scales[inputs] as { mean: number; deviation: number }), unit: 'miles per gallon' },
  }
}
