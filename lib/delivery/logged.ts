/** What a program may log, put into a form that a server takes: one odd value or parameter never takes the others down with it. */
import type { Params, ParamValue } from '../run.ts'

const longestName = 250
const longestText = 10_000
const mostParams = 1_000

/** Parameters of any kind as flat texts, numbers and truth values: objects by dotted names, lists, null and non-finite numbers as text. */
export function plainParams(params: Readonly<Record<string, unknown>>): Params {
  const plain: [string, ParamValue][] = []
  function add(name: string, value: unknown, depth: number): void {
    if (plain.length >= mostParams || name === '' || value === undefined) return
    if (isObject(value) && depth < 10)
      for (const [key, inner] of Object.entries(value)) add(`${name}.${key}`, inner, depth + 1)
    else plain.push([wholeText(name).slice(0, longestName), plainValue(value)])
  }
  for (const [name, value] of Object.entries(params)) add(name, value, 0)
  return Object.fromEntries(plain)
}

function isObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function plainValue(value: unknown): ParamValue {
  if (typeof value === 'boolean') return value
  if (typeof value === 'number' && Number.isFinite(value)) return value
  return wholeText(typeof value === 'string' ? value : textOf(value)).slice(0, longestText)
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

/** Without NUL and halves of surrogate pairs, which a server refuses. */
function wholeText(text: string): string {
  return text.replace(/[\0\p{Cs}]/gu, '\ufffd')
}

/** The values that can be stored, and a sentence for each that cannot. No value (null, undefined) is neither. */
export function goodValues(
  step: number,
  values: Readonly<Record<string, unknown>>,
): { good: Record<string, number>; faults: string[] } {
  const names = Object.keys(values).filter((name) => values[name] !== undefined && values[name] !== null)
  if (!Number.isSafeInteger(step) || step < 0) {
    const fault =
      'A step is a whole number of optimizer steps from 0 on; for parts of an epoch log whole steps and set stepsPerEpoch.'
    return { good: {}, faults: names.map(() => fault) }
  }
  const good: [string, number][] = []
  const faults: string[] = []
  for (const name of names) {
    const value = values[name]
    const fault = faultOfName(name)
    if (fault) faults.push(fault)
    else if (typeof value === 'number') good.push([name, value])
    else if (typeof value === 'bigint') good.push([name, Number(value)])
    else
      faults.push(
        `The values of "${name}" are no numbers but of the kind ${typeof value}: they are left out.`,
      )
  }
  return { good: Object.fromEntries(good), faults }
}

function faultOfName(name: string): string | null {
  if (name === '' || name.length > longestName || /[\0\p{Cs}]/u.test(name))
    return `A series has a name of 1 to ${longestName} characters without NUL: ${JSON.stringify(name.slice(0, 40))} is left out.`
  return null
}
