/** MLflow's searches: `metrics.loss < 1 and params.lr = '0.1'`, and the orders that they ask for. Pure. */
import type { RunRecord } from '../../store/store.ts'
import { MlflowFault } from './fault.ts'
import { paramText, runInfo } from './run-answer.ts'

type Value = string | number | null
const clause =
  /^\s*([a-z_]+)\s*\.\s*(?:`([^`]+)`|"([^"]+)"|([\w./-]+))\s*(!=|<=|>=|=|<|>|ilike|like)\s*(?:'([^']*)'|"([^"]*)"|(-?[\d.]+(?:e[+-]?\d+)?))\s*$/i

/** What stands under a name of the search language; null where there is none. */
function readingOf({ run, series }: RunRecord, kind: string, key: string): Value {
  if (/^metrics?$/.test(kind)) return series.find(({ name }) => name === key)?.last.value ?? null
  if (/^param(eter)?s?$/.test(kind))
    return Object.hasOwn(run.params, key) ? paramText(run.params[key] as string) : null
  if (/^tags?$/.test(kind))
    return key === 'mlflow.runName'
      ? run.name
      : Object.hasOwn(run.environment, key)
        ? (run.environment[key] as string)
        : null
  if (!/^(attributes?|attr|runs?)$/.test(kind)) return null
  const info: Record<string, unknown> = runInfo(run)
  const name = key === 'Created' ? 'start_time' : key === 'run name' || key === 'Run name' ? 'run_name' : key
  return Object.hasOwn(info, name) ? (info[name] as Value) : null
}

/** Whether a run is one that is searched for. Throws a fault for what cannot be read. */
export function matcherOf(filter: string): (record: RunRecord) => boolean {
  if (filter.trim() === '') return () => true
  const tests = filter.split(/\s+and\s+/i).map((part) => {
    const read = clause.exec(part)
    if (!read)
      throw new MlflowFault('INVALID_PARAMETER_VALUE', `This search cannot be read: ${part.slice(0, 100)}.`)
    const [, kind = '', quoted, doubly, plain, sign = '=', text, other, number] = read
    const key = quoted ?? doubly ?? plain ?? ''
    const wanted = number === undefined ? (text ?? other ?? '') : Number(number)
    return (record: RunRecord) => isSo(readingOf(record, kind.toLowerCase(), key), sign.toLowerCase(), wanted)
  })
  return (record) => tests.every((test) => test(record))
}

function isSo(value: Value, sign: string, wanted: string | number): boolean {
  if (value === null) return false
  if (sign === 'like' || sign === 'ilike') return isLike(String(value), String(wanted), sign === 'ilike')
  const [a, b] = typeof wanted === 'number' ? [Number(value), wanted] : [String(value), wanted]
  switch (sign) {
    case '=':
      return a === b
    case '!=':
      return a !== b
    case '<':
      return a < b
    case '<=':
      return a <= b
    case '>':
      return a > b
    default:
      return a >= b
  }
}

/** `%` stands for anything, as in SQL. */
function isLike(text: string, pattern: string, isBlind: boolean): boolean {
  const [value, wanted] = isBlind ? [text.toLowerCase(), pattern.toLowerCase()] : [text, pattern]
  const parts = wanted.split('%')
  if (parts.length === 1) return value === wanted
  const [begin = '', ...rest] = parts
  const end = rest.pop() ?? ''
  if (!value.startsWith(begin) || !value.endsWith(end) || value.length < begin.length + end.length)
    return false
  let at = begin.length
  for (const part of rest) {
    const found = value.indexOf(part, at)
    if (found < 0 || found + part.length > value.length - end.length) return false
    at = found + part.length
  }
  return true
}

/** By the first of the orders, then by the next; runs without such a value last. */
export function orderOf(orders: readonly string[]): (a: RunRecord, b: RunRecord) => number {
  const keys = orders.flatMap((order) => {
    const read = /^\s*([a-z_]+)\s*\.\s*(?:`([^`]+)`|"([^"]+)"|([\w./-]+))\s*(asc|desc)?\s*$/i.exec(order)
    const plain = /^\s*([a-z_]+)\s*(asc|desc)?\s*$/i.exec(order)
    if (read)
      return [
        {
          kind: (read[1] as string).toLowerCase(),
          key: read[2] ?? read[3] ?? read[4] ?? '',
          isDown: /desc/i.test(read[5] ?? ''),
        },
      ]
    return plain
      ? [{ kind: 'attributes', key: plain[1] as string, isDown: /desc/i.test(plain[2] ?? '') }]
      : []
  })
  return (a, b) => {
    for (const { kind, key, isDown } of keys) {
      const [x, y] = [readingOf(a, kind, key), readingOf(b, kind, key)]
      const isBad = (value: Value) => value === null || Number.isNaN(value)
      if (isBad(x) || isBad(y)) {
        if (isBad(x) !== isBad(y)) return isBad(x) ? 1 : -1
        continue
      }
      if (x !== y) return ((x as string) < (y as string) ? -1 : 1) * (isDown ? -1 : 1)
    }
    return 0
  }
}
