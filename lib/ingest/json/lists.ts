/** Series that stand as lists of numbers in JSON. */
import type { Draft } from '../draft.ts'
import type { Troubles } from '../troubles.ts'
import type { Json } from './parse.ts'
import { numberOf } from './values.ts'

/** Adds a list of numbers; the place in it is the step. Gaps (null) keep their places. */
export function addList(
  draft: Draft,
  troubles: Troubles,
  name: string,
  list: Json | undefined,
  first = 0,
): void {
  if (!Array.isArray(list)) return
  for (const [i, item] of list.entries()) {
    const value = numberOf(item)
    if (value !== undefined) draft.add(name, i + first, value)
    else if (item !== null) troubles.add(`${name}[${i}]`, 'it is no number.')
  }
}
