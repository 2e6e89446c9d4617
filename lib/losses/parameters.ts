/** Reads the parameters of a loss from a record that nobody has checked yet. */
import type { ParamValue } from '../run.ts'
import type { Loss, LossParam, LossParams, Parameter } from './loss.ts'
import type { Nested } from './tensor.ts'

export type UncheckedParams = Readonly<Record<string, ParamValue | Nested>>

function rangeText(parameter: Parameter): string {
  const noun = parameter.kind === 'number' && parameter.integer ? 'a whole number' : 'a number'
  const min = parameter.min
  const max = parameter.kind === 'number' ? parameter.max : undefined
  if (min !== undefined && max !== undefined) return `${noun} from ${min} to ${max}`
  if (min !== undefined) return `${noun} of at least ${min}`
  return noun
}

function quoted(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value)
}

function fits(parameter: Parameter, value: number): boolean {
  if (!Number.isFinite(value) || (parameter.min !== undefined && value < parameter.min)) return false
  if (parameter.kind === 'numbers') return true
  return (
    (parameter.max === undefined || value <= parameter.max) && (!parameter.integer || Number.isInteger(value))
  )
}

/** A number, or a text that is wholly a number: flat records and command lines hold texts. */
function numberFrom(value: unknown): number {
  if (typeof value === 'number') return value
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN
}

function listFrom(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flat(Number.POSITIVE_INFINITY)
  return typeof value === 'string' ? value.split(',') : [value]
}

function readParam(lossId: string, name: string, parameter: Parameter, value: unknown): LossParam {
  const entries = parameter.kind === 'numbers' ? listFrom(value) : [value]
  const numbers = entries.map(numberFrom)
  const bad = numbers.findIndex((number) => !fits(parameter, number))
  if (bad >= 0) {
    const verb = parameter.kind === 'numbers' ? 'hold' : 'be'
    throw new Error(
      `The parameter ${name} of the loss ${lossId} must ${verb} ${rangeText(parameter)}, not ${quoted(entries[bad])}.`,
    )
  }
  return parameter.kind === 'numbers' ? Float64Array.from(numbers) : (numbers[0] as number)
}

/**
 * The parameters of a loss with its defaults filled in. A list is an array, nested or not, one number, or a text
 * such as "0.2,1,3". Throws one sentence for an unknown parameter, one that is no number, and one out of range.
 */
export function readParams(loss: Loss, unchecked: UncheckedParams = {}): LossParams {
  const known = Object.keys(loss.parameters)
  const unknown = Object.keys(unchecked).find((name) => !Object.hasOwn(loss.parameters, name))
  if (unknown !== undefined) {
    const choices = known.length ? `it has ${known.join(', ')}` : 'it has none'
    throw new Error(`The loss ${loss.id} has no parameter ${quoted(unknown)}: ${choices}.`)
  }
  return Object.fromEntries(
    Object.entries(loss.parameters).map(([name, parameter]) => {
      const given = Object.hasOwn(unchecked, name) ? unchecked[name] : undefined
      return [name, given === undefined ? parameter.default : readParam(loss.id, name, parameter, given)]
    }),
  )
}
