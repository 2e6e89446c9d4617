/** What makes a loss of batches jump: each a source of numbers around 0 with the standard deviation 1 times `size`. */
import { normal, type Random } from './random.ts'

export type NoiseKind = keyof typeof noises

export type NoiseOfRun = {
  kind: NoiseKind
  size: number
  /** In proportion to the level, or everywhere as large as at the level of the run's second half. */
  isProportional: boolean
}

/** The next number each time it is asked. */
export type Noise = () => number

function gaussian(random: Random, size: number): Noise {
  return () => size * normal(random)
}

/** Each remembers nine tenths of the last. */
function autoregressive(random: Random, size: number): Noise {
  let last = normal(random)
  return () => {
    const now = last
    last = 0.9 * last + Math.sqrt(1 - 0.9 ** 2) * normal(random)
    return size * now
  }
}

/** Student's t with three degrees of freedom: now and then far outside. */
function student(random: Random, size: number): Noise {
  return () => {
    const spread = Math.hypot(normal(random), normal(random), normal(random))
    return (size * normal(random)) / spread
  }
}

/** Skewed: 1 + the number is lognormal with mean 1. */
function lognormal(random: Random, size: number): Noise {
  const width = Math.sqrt(Math.log1p(size ** 2))
  return () => Math.exp(width * normal(random) - width ** 2 / 2) - 1
}

/** Hard and easy batches that come again in every epoch. */
function pattern(random: Random, size: number, rowsPerEpoch: number): Noise {
  const offsets = Float64Array.from({ length: rowsPerEpoch }, () => 0.95 * normal(random))
  let row = 0
  return () => size * ((offsets[row++ % rowsPerEpoch] as number) + Math.sqrt(1 - 0.95 ** 2) * normal(random))
}

export const noises = { gaussian, 'AR(1)': autoregressive, t3: student, lognormal, pattern }
export const noiseKinds = Object.keys(noises) as NoiseKind[]

/** Those that no order of batches makes, as those of an evaluation and of a stream without epochs. */
export const looseKinds = noiseKinds.filter((kind) => kind !== 'pattern')
