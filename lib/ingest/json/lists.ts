/** Series that stand as lists of numbers in JSON. */
import type { Draft } from '../draft.ts'
import type { Troubles } from '../troubles.ts'
import type { Json } from './parse.ts'
import { numberOf } from './values.ts'

/** Adds a list of numbers; the place in it is the step, unless steps are given, null for none. Gaps (null) keep their places. */
export function addList(
  draft: Draft,
  troubles: Troubles,
  name: string,
  list: Json | readonly Json[] | undefined,
  steps?: readonly (number | null)[],
): void {
  if (!Array.isArray(list)) return
  for (const [i, item] of (list as readonly Json[]).entries()) {
    const value = numberOf(item)
    const step = steps ? steps[i] : i
    if (typeof step !== 'number') continue
    if (value !== undefined) draft.add(name, step, value)
    else if (item !== null) troubles.add(`${name}[${i}]`, 'it is no number.')
  }
}
