/**
 * What a program says of its run, put into a form that a server takes: a wrong field is mended or left out, and the
 * run starts.
 */
import { limits } from '../limits.ts'
import { shown } from '../refusal.ts'
import type { RunDescription } from '../run.ts'
import { wholeText } from '../whole-text.ts'
import { readParams } from './logged.ts'

export type Described = {
  run: { id?: string } & Partial<RunDescription>
  /** A sentence for each field, or part of one, that was mended or left out. */
  faults: string[]
}

/** Of a field: what is taken of it, undefined for nothing. `say` ends a sentence that begins with its name. */
type Field = (value: unknown, say: (rest: string) => void, name: string) => unknown

const left = 'it is left out.'
/** As the schema has it, which this room does not import: programs that log need no zod. */
const libraryName = new RegExp(`^[A-Za-z0-9@._/-]{1,${limits.dialect}}$`)

function textOf(most: number, least: number): Field {
  return (value, say) => {
    if (!['string', 'number', 'bigint', 'boolean'].includes(typeof value))
      return say(`is a text, not ${shown(value)}: ${left}`)
    const text = String(value)
    if (typeof value !== 'string') say(`is a text, not ${shown(value)}: it is taken as one.`)
    if (text.length < least) return say(`is empty: ${left}`)
    if (text.length > most) say(`has ${text.length} characters: the first ${most} are kept.`)
    const whole = wholeText(text, most)
    if (text.length <= most && whole !== text)
      say('holds NUL or half of a surrogate pair, which are replaced by "\ufffd".')
    return whole
  }
}

const name = textOf(limits.name, 1)
const orNull =
  (field: Field): Field =>
  (value, ...rest) =>
    value === null ? null : field(value, ...rest)

/** A number of a kind; a bigint becomes one, and -0, which JSON has not, 0. */
function numberOf(kind: string, isOne: (number: number) => boolean): Field {
  return (value, say) => {
    const number = typeof value === 'bigint' ? Number(value) : value
    if (typeof number !== 'number' || !isOne(number)) return say(`is ${kind}, not ${shown(value)}: ${left}`)
    if (typeof value === 'bigint') say(`is a number, not a bigint: ${number} is taken.`)
    return number + 0
  }
}

const wholeFrom = (least: number) =>
  numberOf(`a whole number from ${least} on`, (number) => Number.isSafeInteger(number) && number >= least)

const tags: Field = (value, say, field) => {
  if (!Array.isArray(value)) return say(`are a list of texts, not ${shown(value)}: they are left out.`)
  if (value.length > limits.tags) say(`are ${value.length}: the first ${limits.tags} are kept.`)
  const taken = value.slice(0, limits.tags).map((tag) => name(tag, say, field))
  return taken.filter((tag) => tag !== undefined)
}

/** A record by names; each entry is mended or left out by itself. */
function named(most: number, entry: Field): Field {
  return (value, say, field) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return say(`comes by names, not as ${shown(value)}: ${left}`)
    const keys = Object.keys(value)
    if (keys.length > most) say(`has ${keys.length} entries: the first ${most} are kept.`)
    const taken: [string, unknown][] = []
    for (const key of keys.slice(0, most)) {
      const sayOf = (rest: string) => say(`of ${shown(key)} ${rest}`)
      const good = readable(() => name(key, sayOf, field), sayOf)
      const kept = readable(() => entry((value as Record<string, unknown>)[key], sayOf, field), sayOf)
      if (good !== undefined && kept !== undefined) taken.push([good as string, kept])
    }
    return Object.fromEntries(taken)
  }
}

const direction: Field = (value, say) =>
  value === 'higher' || value === 'lower'
    ? value
    : say(`is "higher" or "lower", not ${shown(value)}: ${left}`)

const params: Field = (value, say) => {
  const read = readParams(value)
  for (const fault of read.faults) say(`: ${fault}`)
  return read.params
}

const dialect: Field = (value, say) =>
  typeof value === 'string' && libraryName.test(value)
    ? value
    : say(`has a dialect that is no name of a library: ${shown(value)} is left out.`)

const loss: Field = (value, say, field) => {
  if (value === null) return null
  if (typeof value !== 'object') {
    const id = name(value, say, field)
    return id === undefined ? undefined : { id, params: {} }
  }
  const { id, params: given, dialect: library = null } = value as Record<string, unknown>
  const good = name(id, say, field)
  if (good === undefined) return undefined
  const whose = library === null ? undefined : dialect(library, say, field)
  return {
    ...{ id: good, params: given === undefined ? {} : params(given, say, field) },
    ...(whose !== undefined && { dialect: whose }),
  }
}

const runId: Field = (value, say) =>
  typeof value === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(value)
    ? value
    : say(`is 1 to 64 letters, digits, "_" or "-", not ${shown(value)}: the run gets another.`)

const fields: Record<keyof RunDescription | 'id', Field> = {
  id: runId,
  name,
  project: name,
  group: orNull(name),
  tags,
  seed: orNull(numberOf('a finite number', Number.isFinite)),
  source: name,
  params,
  loss,
  plannedSteps: orNull(wholeFrom(0)),
  stepsPerEpoch: orNull(wholeFrom(1)),
  environment: named(limits.environment, textOf(limits.text, 0)),
  notes: textOf(limits.text, 0),
  mainMetric: orNull(name),
  directions: named(limits.params, direction),
}

/** What is wrong with an object may be that it cannot even be looked at. */
function readable<T>(read: () => T, say: (rest: string) => void): T | undefined {
  try {
    return read()
  } catch {
    say(`cannot be read: ${left}`)
    return undefined
  }
}

/** The description that a server takes of what a program gave, whatever that is. Never throws. */
export function describedRun(options: unknown): Described {
  const faults: string[] = []
  if (typeof options !== 'object' || options === null) {
    if (options !== undefined) faults.push('What startRun is told comes by names: it is left out.')
    return { run: {}, faults }
  }
  const sayOptions = (rest: string) => void faults.push(`What startRun is told ${rest}`)
  const run: [string, unknown][] = []
  for (const key of readable(() => Object.keys(options), sayOptions) ?? []) {
    const say = (rest: string) =>
      void faults.push(`${shown(key)} of the run${/^:/.test(rest) ? '' : ' '}${rest}`)
    const value = readable(() => {
      const given = (options as Record<string, unknown>)[key]
      if (given === undefined) return undefined
      if (Object.hasOwn(fields, key)) return fields[key as keyof typeof fields](given, say, key)
      return say(`is no field that a run has: ${left}`)
    }, say)
    if (value !== undefined) run.push([key, value])
  }
  return { run: Object.fromEntries(run), faults }
}
