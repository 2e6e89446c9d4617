/** Reads the parameters of a loss from a record that nobody has checked yet. */
import type { Loss, LossParam, LossParams, Parameter, Term } from './loss.ts'
import { lossOf } from './registry.ts'
import { type Nested, tensorOf } from './tensor.ts'
import { parseTerms } from './terms.ts'

export type UncheckedParams = Readonly<Record<string, unknown>>

type NumberRule = { min?: number; max?: number; integer?: boolean; infinite?: true }

function rangeText({ min, max, integer }: NumberRule): string {
  const noun = integer ? 'a whole number' : 'a number'
  const low = min === Number.MIN_VALUE ? 'above 0' : `of at least ${min}`
  if (min !== undefined && max !== undefined) return `${noun} from ${min} to ${max}`
  if (min !== undefined) return `${noun} ${low}`
  return max === undefined ? noun : `${noun} of at most ${max}`
}

function shown(value: unknown): string {
  return typeof value === 'string' || typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** A number, or a text that is wholly a number: flat records and command lines hold texts. */
function numberFrom(value: unknown, rule: NumberRule): number | null {
  const isText = typeof value === 'string' && value.trim() !== ''
  const number = isText ? Number(value) : value
  if (typeof number !== 'number') return null
  const { min = -Infinity, max = Infinity, integer = false, infinite = false } = rule
  if (!infinite && !Number.isFinite(number)) return null
  return number >= min && number <= max && (!integer || Number.isInteger(number)) ? number : null
}

type Reading = { value: LossParam } | { wants: string; instead: unknown }

function readNumber(value: unknown, rule: NumberRule): Reading {
  const number = numberFrom(value, rule)
  return number === null ? { wants: `be ${rangeText(rule)}`, instead: value } : { value: number }
}

function listFrom(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flat(Number.POSITIVE_INFINITY)
  return typeof value === 'string' ? value.split(',') : [value]
}

function readNumbers(
  value: unknown,
  rule: NumberRule,
): { numbers: number[] } | { wants: string; instead: unknown } {
  const numbers: number[] = []
  for (const entry of listFrom(value)) {
    const number = numberFrom(entry, rule)
    if (number === null) return { wants: `hold ${rangeText(rule)}`, instead: entry }
    numbers.push(number)
  }
  return { numbers }
}

function readFlag(value: unknown): Reading {
  if (value === true || value === 'true') return { value: true }
  if (value === false || value === 'false') return { value: false }
  return { wants: 'be true or false', instead: value }
}

function termFrom(entry: unknown): Term {
  const {
    loss: id,
    weight = 1,
    params = {},
  } = entry as { loss?: unknown; weight?: unknown; params?: unknown }
  const factor = numberFrom(weight, { min: 0 })
  if (typeof id !== 'string' || factor === null || typeof params !== 'object' || params === null)
    throw new Error(`A term has a loss, a weight of at least 0 and params, not ${shown(entry)}.`)
  const loss = lossOf(id)
  return { weight: factor, loss, params: readParams(loss, params as UncheckedParams) }
}

function readTerms(value: unknown): Reading {
  const list = typeof value === 'string' ? parseTerms(value) : value
  if (!Array.isArray(list) || list.length === 0)
    return { wants: 'be a sum such as "0.7*mse + 0.3*mae"', instead: value }
  return { value: list.map(termFrom) }
}

function reading(parameter: Parameter, value: unknown): Reading {
  switch (parameter.kind) {
    case 'number':
      return readNumber(value, parameter)
    case 'numbers': {
      const read = readNumbers(value, parameter)
      return 'numbers' in read ? { value: Float64Array.from(read.numbers) } : read
    }
    case 'tensor': {
      const read = readNumbers(value, parameter)
      if (!('numbers' in read)) return read
      return { value: tensorOf(Array.isArray(value) ? (value as Nested) : read.numbers) }
    }
    case 'flag':
      return readFlag(value)
    case 'choice':
      if (typeof value === 'string' && parameter.choices.includes(value)) return { value }
      return { wants: `be one of ${parameter.choices.join(', ')}`, instead: value }
    case 'terms':
      return readTerms(value)
  }
}

/**
 * The parameters of a loss with its defaults filled in. A list is an array, nested or not, one number, or a text
 * such as "0.2,1,3". Throws one sentence for an unknown parameter, one of the wrong kind, and one out of range.
 */
export function readParams(loss: Loss, unchecked: UncheckedParams = {}): LossParams {
  const known = Object.keys(loss.parameters)
  const unknown = Object.keys(unchecked).find((name) => !Object.hasOwn(loss.parameters, name))
  if (unknown !== undefined) {
    const choices = known.length ? `it has ${known.join(', ')}` : 'it has none'
    throw new Error(`The loss ${loss.id} has no parameter ${shown(unknown)}: ${choices}.`)
  }
  return Object.fromEntries(
    Object.entries(loss.parameters).map(([name, parameter]) => {
      const given = Object.hasOwn(unchecked, name) ? unchecked[name] : undefined
      if (given === undefined) return [name, parameter.default]
      const read = reading(parameter, given)
      if ('value' in read) return [name, read.value]
      throw new Error(
        `The parameter ${name} of the loss ${loss.id} must ${read.wants}, not ${shown(read.instead)}.`,
      )
    }),
  )
}
