/** The orders that are no field. */
const byStart: ReadonlySet<string> = new Set(['newest', 'oldest', 'trouble'])

/** The field that is sorted by, if it is one: a parameter may be called `newest`, and is sorted by the other way only. */
export function sortedField(sort: string): string | null {
  return byStart.has(sort) ? null : sort.replace(/^-/, '')
}
