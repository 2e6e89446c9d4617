/** One line of a file of golden values, and the rule by which a result agrees with it. */
import type { Nested } from './tensor.ts'

export type GoldenCase = {
  loss: string
  case: string
  params: Record<string, unknown>
  reduction: string
  dtype: 'float64' | 'float32'
  inputs: Record<string, Nested>
  targets: Nested | Record<string, Nested> | null
  weights: number[] | null
  value: Nested
  gradients: Record<string, Nested>
  rtol: number
  atol: number
  /** What a stable implementation gives where the authority gives NaN or Infinity. */
  finite?: { value: Nested; gradients: Record<string, Nested> }
}

const nonFinite: Record<string, number> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
}

function isNested(value: unknown): value is Nested {
  return typeof value === 'number' || (Array.isArray(value) && value.every(isNested))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function areNested(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every(isNested)
}

const fields: Record<string, (value: unknown) => boolean> = {
  loss: (value) => typeof value === 'string',
  case: (value) => typeof value === 'string',
  params: isRecord,
  reduction: (value) => typeof value === 'string',
  dtype: (value) => value === 'float64' || value === 'float32',
  inputs: areNested,
  targets: (value) => value === null || isNested(value) || areNested(value),
  weights: (value) => value === null || (Array.isArray(value) && isNested(value)),
  value: isNested,
  gradients: areNested,
  rtol: (value) => typeof value === 'number',
  atol: (value) => typeof value === 'number',
  finite: (value) =>
    value === undefined || (isRecord(value) && isNested(value.value) && areNested(value.gradients)),
}

/** Reads one line; the strings "NaN", "Infinity" and "-Infinity" are numbers. Throws one sentence when it is no case. */
export function parseGoldenCase(line: string): GoldenCase {
  let parsed: unknown
  try {
    parsed = JSON.parse(line, (_key, value) =>
      typeof value === 'string' && Object.hasOwn(nonFinite, value) ? nonFinite[value] : value,
    )
  } catch {
    throw new Error('is not JSON')
  }
  if (!isRecord(parsed)) throw new Error('is not an object')
  for (const [name, isRight] of Object.entries(fields))
    if (!isRight(parsed[name])) throw new Error(`has no usable field "${name}"`)
  return parsed as GoldenCase
}

/** How far `got` is from `expected`, as a share of the largest expected entry; Infinity where they cannot agree. */
export function errorBetween(got: ArrayLike<number>, expected: ArrayLike<number>, atol: number): number {
  if (got.length !== expected.length) return Number.POSITIVE_INFINITY
  let largest = 0
  let worst = 0
  for (let i = 0; i < expected.length; i++) {
    const wanted = expected[i] as number
    const value = got[i] as number
    if (Number.isNaN(wanted)) {
      // A sum over nothing is undefined: NaN or any finite number will do.
      if (Math.abs(value) === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY
    } else if (Number.isFinite(wanted)) {
      if (!Number.isFinite(value)) return Number.POSITIVE_INFINITY
      largest = Math.max(largest, Math.abs(wanted))
      worst = Math.max(worst, Math.abs(value - wanted))
    } else if (value !== wanted) return Number.POSITIVE_INFINITY
  }
  const error = Math.max(0, worst - atol)
  return largest === 0 ? error : error / largest
}
