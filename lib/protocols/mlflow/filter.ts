/** MLflow's searches: which of the things that are looked through are meant, and in which order. Pure. */
import { type Clause, type Column, clausesOf, type Language, ordersOf } from './clause.ts'
import { isLike } from './like.ts'

export type Value = string | number | null
/** What can be searched, and what stands under a column of it; null where there is nothing. */
export type Searched<One> = Language & { reading(one: One, column: Column): Value }

/** Whether one is searched for. Throws a fault for what cannot be read. */
export function matcherOf<One>(filter: string, searched: Searched<One>): (one: One) => boolean {
  const clauses = clausesOf(filter, searched)
  return (one) => clauses.every((clause) => isSo(searched.reading(one, clause), clause))
}

function isSo(value: Value, { sign, wanted }: Clause): boolean {
  if (sign === 'is null') return value === null
  if (value === null) return false
  if (sign === 'is not null') return true
  if (sign === 'in') return (wanted as readonly string[]).includes(String(value))
  if (sign === 'not in') return !(wanted as readonly string[]).includes(String(value))
  if (sign === 'like') return isLike(String(value), String(wanted))
  if (sign === 'ilike') return isLike(String(value).toLowerCase(), String(wanted).toLowerCase())
  const [a, b] = typeof wanted === 'number' ? [Number(value), wanted] : [String(value), String(wanted)]
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

/** By the first of the orders, then by the next; those without such a value last. Throws a fault for what cannot be read. */
export function orderOf<One>(orders: readonly string[], searched: Searched<One>): (a: One, b: One) => number {
  const columns = ordersOf(orders, searched)
  const isBad = (value: Value) => value === null || Number.isNaN(value)
  return (a, b) => {
    for (const { isDown, ...column } of columns) {
      const [x, y] = [searched.reading(a, column), searched.reading(b, column)]
      if (isBad(x) || isBad(y)) {
        if (isBad(x) !== isBad(y)) return isBad(x) ? 1 : -1
        continue
      }
      if (x !== y) return ((x as string) < (y as string) ? -1 : 1) * (isDown ? -1 : 1)
    }
    return 0
  }
}
