/**
 * One condition of MLflow's searches, `metrics.loss < 1` or `status = 'FINISHED'`, and one of the orders that they
 * ask for. Pure.
 */
import { MlflowFault } from './fault.ts'

export type Kind = 'attribute' | 'metric' | 'param' | 'tag' | 'dataset'
export type Column = { kind: Kind; key: string }
export type Clause = Column & { sign: string; wanted: string | number | readonly string[] }
export type Order = Column & { isDown: boolean }

/** What a search knows of the things it looks through. */
export type Language = {
  kinds: readonly Kind[]
  attributes: Readonly<Record<string, 'text' | 'number'>>
  /** The attribute that may be one of a list. */
  listed: string
}

const kinds: readonly [RegExp, Kind][] = [
  [/^(attributes?|attr|run)$/, 'attribute'],
  [/^metrics?$/, 'metric'],
  [/^param(eter)?s?$/, 'param'],
  [/^tags?$/, 'tag'],
  [/^datasets?$/, 'dataset'],
]
/** Other names of attributes that MLflow takes. */
const aliases: Readonly<Record<string, string>> = {
  ...{ created: 'start_time', Created: 'start_time' },
  ...{ 'run name': 'run_name', 'Run name': 'run_name', 'Run Name': 'run_name' },
}

const quoted = `'[^']*'|"[^"]*"`
const name = `\\s*(?:(\\w+)\\.)?(?:\`([^\`]+)\`|"([^"]+)"|([\\w./-]+))`
const list = `(not\\s+in|in)\\s*\\(\\s*((?:${quoted})(?:\\s*,\\s*(?:${quoted}))*)\\s*,?\\s*\\)`
const single = `(!=|<=|>=|=|<|>|ilike|like)\\s*(?:(${quoted})|(-?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:e[+-]?\\d+)?))`
const clause = () =>
  new RegExp(`${name}\\s*(?:(is\\s+not\\s+null|is\\s+null)|${list}|${single})\\s*(and\\s|$)`, 'iy')
const order = new RegExp(`^${name}(?:\\s+(asc|desc))?\\s*$`, 'i')

const unreadable = (what: string, text: string) =>
  new MlflowFault('INVALID_PARAMETER_VALUE', `This ${what} cannot be read: ${text.slice(0, 100)}.`)

function columnOf(kindText: string | undefined, called: string, language: Language): Column {
  const lower = (kindText ?? 'attribute').toLowerCase()
  const kind = kinds.find(([pattern]) => pattern.test(lower))?.[1]
  if (!kind || !language.kinds.includes(kind))
    throw new MlflowFault(
      'INVALID_PARAMETER_VALUE',
      `"${lower.slice(0, 100)}" is nothing that is searched here: known are ${language.kinds.join(', ')}.`,
    )
  const key = kind === 'attribute' && Object.hasOwn(aliases, called) ? (aliases[called] as string) : called
  if (kind === 'attribute' && !Object.hasOwn(language.attributes, key))
    throw new MlflowFault(
      'INVALID_PARAMETER_VALUE',
      `There is no attribute "${key.slice(0, 100)}": known are ${Object.keys(language.attributes).join(', ')}.`,
    )
  return { kind, key }
}

/** The conditions of a filter, all of which are to hold. Throws a fault for what cannot be read, as MLflow does. */
export function clausesOf(filter: string, language: Language): Clause[] {
  const clauses: Clause[] = []
  if (filter.trim() === '') return clauses
  const pattern = clause()
  for (let isLast = false; !isLast; ) {
    const at = pattern.lastIndex
    const read = pattern.exec(filter)
    if (!read) throw unreadable('search', filter.slice(at))
    const [, kind, ticked, doubly, plain, nullSign, listSign, items, sign, text, number, end] = read
    const column = columnOf(kind, ticked ?? doubly ?? plain ?? '', language)
    const said = (nullSign ?? listSign ?? sign ?? '').toLowerCase().replace(/\s+/g, ' ')
    const one = { ...column, sign: said, wanted: wantedOf(items, text, number) }
    if (!isSound(one, language)) throw unreadable('search', read[0].trim())
    clauses.push(one)
    isLast = end === ''
  }
  return clauses
}

function wantedOf(items: string | undefined, text: string | undefined, number: string | undefined) {
  const bare = (said: string) => said.slice(1, -1)
  if (items !== undefined) return Array.from(items.matchAll(new RegExp(quoted, 'g')), ([item]) => bare(item))
  return number === undefined ? bare(text ?? '') : Number(number)
}

/** Whether such a column may be compared so, with such a value. */
function isSound({ kind, key, sign, wanted }: Clause, { attributes, listed }: Language): boolean {
  if (/null$/.test(sign)) return kind === 'param' || kind === 'tag'
  if (/in$/.test(sign)) return kind === 'dataset' || (kind === 'attribute' && key === listed)
  const isNumber = kind === 'metric' || (kind === 'attribute' && attributes[key] === 'number')
  return isNumber
    ? typeof wanted === 'number' && !/like$/.test(sign)
    : typeof wanted === 'string' && /^(!?=|i?like)$/.test(sign)
}

export function ordersOf(texts: readonly string[], language: Language): Order[] {
  return texts.map((text) => {
    const read = order.exec(text)
    if (!read) throw unreadable('order', text)
    const [, kind, ticked, doubly, plain, direction] = read
    return {
      ...columnOf(kind, ticked ?? doubly ?? plain ?? '', language),
      isDown: direction?.toLowerCase() === 'desc',
    }
  })
}
