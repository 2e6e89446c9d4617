/**
 * Records by names that come from outside: they hold nothing but what was put in, whatever a name is ("constructor",
 * "__proto__").
 */

/** A record of these entries. Neither spread nor `Object.fromEntries` makes one: both give it the properties of every object. */
export function byName<Entry>(entries: Iterable<readonly [string, Entry]> = []): Record<string, Entry> {
  const record: Record<string, Entry> = Object.create(null)
  for (const [name, entry] of entries) record[name] = entry
  return record
}

/** A copy that may be changed without the original changing. */
export function copyByName<Entry>(record: Readonly<Record<string, Entry>>): Record<string, Entry> {
  return Object.assign(byName<Entry>(), record)
}
