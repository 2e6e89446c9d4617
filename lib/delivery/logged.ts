/**
 * What a program may log, put into a form that a server takes: one odd value or parameter never takes the others down
 * with it.
 */

import { limits } from '../limits.ts'
import { shown } from '../refusal.ts'
import type { Params, ParamValue } from '../run.ts'
import { isWholeText, wholeText } from '../whole-text.ts'

/**
 * Parameters of any kind as flat texts, numbers and truth values: objects by dotted names, lists, null and non-finite
 * numbers as text.
 */
export function plainParams(params: Readonly<Record<string, unknown>>): Params {
  return readParams(params).params
}

/** The same, with a sentence for each that cannot be read. Never throws. */
export function readParams(params: unknown): { params: Params; faults: string[] } {
  const plain: [string, ParamValue][] = []
  const faults: string[] = []
  let isTooMany = false
  function add(name: string, read: () => unknown, depth: number): void {
    if (name === '') return
    if (plain.length >= limits.params) {
      isTooMany = true
      return
    }
    try {
      const value = read()
      if (value === undefined) return
      if (isObject(value) && depth < 10)
        for (const key of Object.keys(value)) add(`${name}.${key}`, () => value[key], depth + 1)
      else plain.push([wholeText(name, limits.name), plainValue(value)])
    } catch {
      faults.push(`The parameter ${shown(name)} cannot be read: it is left out.`)
    }
  }
  try {
    if (typeof params !== 'object' || params === null)
      faults.push(`Parameters come by their names, not as ${shown(params)}: they are left out.`)
    else for (const name of Object.keys(params)) add(name, () => (params as Record<string, unknown>)[name], 0)
  } catch {
    faults.push('The parameters cannot be read: they are left out.')
  }
  if (isTooMany) faults.push(`A run has at most ${limits.params} parameters: the others are left out.`)
  return { params: Object.fromEntries(plain), faults }
}

function isObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function plainValue(value: unknown): ParamValue {
  if (typeof value === 'boolean') return value
  if (typeof value === 'number' && Number.isFinite(value)) return value
  return wholeText(typeof value === 'string' ? value : textOf(value), limits.text)
}

function textOf(value: unknown): string {
  try {
    if (Array.isArray(value) || value === null || isObject(value)) return JSON.stringify(value)
    return String(value)
  } catch {
    // A list that holds itself or a bigint.
    return Object.prototype.toString.call(value)
  }
}

/** The values that can be stored, and a sentence for each that cannot. No value (null, undefined) is neither. Never throws. */
export function goodValues(
  step: number,
  values: Readonly<Record<string, unknown>>,
): { good: Record<string, number>; faults: string[] } {
  const { entries, faults } = readValues(values)
  if (!Number.isSafeInteger(step) || step < 0) {
    const fault =
      'A step is a whole number of optimizer steps from 0 on; for parts of an epoch log whole steps and set stepsPerEpoch.'
    return { good: {}, faults: [...entries.map(() => fault), ...faults] }
  }
  const good: [string, number][] = []
  for (const [name, value] of entries) {
    const fault = faultOfName(name)
    if (fault) faults.push(fault)
    else if (typeof value === 'number') good.push([name, value])
    else if (typeof value === 'bigint' || typeof value === 'boolean') good.push([name, Number(value)])
    else
      faults.push(
        `The values of "${name}" are no numbers but of the kind ${typeof value}: they are left out.`,
      )
  }
  return { good: Object.fromEntries(good), faults }
}

/** The values that are there, each looked at once: what a program computes on the way may throw. */
function readValues(values: unknown): { entries: [string, unknown][]; faults: string[] } {
  const entries: [string, unknown][] = []
  const faults: string[] = []
  try {
    if (typeof values !== 'object' || values === null) {
      const fault = `Values come by their names, as { "train/loss": 0.5 }, not as ${shown(values)}: they are left out.`
      return { entries, faults: [fault] }
    }
    for (const name of Object.keys(values)) {
      try {
        const value = (values as Record<string, unknown>)[name]
        if (value !== undefined && value !== null) entries.push([name, value])
      } catch {
        faults.push(`The values of ${shown(name)} cannot be read: they are left out.`)
      }
    }
  } catch {
    faults.push('The values of a step cannot be read: they are left out.')
  }
  return { entries, faults }
}

function faultOfName(name: string): string | null {
  if (name === '' || name.length > limits.name || !isWholeText(name))
    return `A series has a name of 1 to ${limits.name} characters without NUL: ${JSON.stringify(name.slice(0, 40))} is left out.`
  return null
}
