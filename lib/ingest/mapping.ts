/** What a user says of the columns of a plain file, held to the columns that it has. */
import type { Mapping } from './foreign.ts'

/** A table may have thousands. */
const mostNamed = 20

function listed(names: readonly string[]): string {
  const more = names.length - mostNamed
  return `${names.slice(0, mostNamed).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

/** Whether rows are to be counted: `row` names a column where there is one that is called so. */
export function countsRows({ step }: Mapping, names: readonly string[]): boolean {
  return step === 'row' && !names.includes('row')
}

/** What is wrong with a mapping of these names, which are called columns, keys or lists; null where it fits. */
export function faultOf(
  mapping: Mapping,
  names: readonly string[],
  noun: 'column' | 'key' | 'list',
): string | null {
  const { step, only = [], rename = {} } = mapping
  const known = new Set(names)
  const wanted = [...(step === undefined || countsRows(mapping, names) ? [] : [step]), ...only]
  const gone = [...new Set([...wanted, ...Object.keys(rename)])].filter((name) => !known.has(name))
  if (gone.length) return `there is no ${noun} ${listed(gone)}; the ${noun}s are ${listed(names)}.`
  return clashIn(mapping, names, noun)
}

/** Two of a name would be one series, of which only some values were left. */
function clashIn({ only, rename = {} }: Mapping, names: readonly string[], noun: string): string | null {
  const read = names.filter((name) => Object.hasOwn(rename, name) || !only || only.includes(name))
  const called = new Map<string, string>()
  for (const name of read) {
    const now = renamed(name, rename)
    const other = called.get(now)
    if (other !== undefined) return `the ${noun}s ${other} and ${name} cannot both be called ${now}.`
    called.set(now, name)
  }
  return null
}

/** What a series is called. */
export function renamed(name: string, rename: NonNullable<Mapping['rename']> = {}): string {
  return Object.hasOwn(rename, name) ? (rename[name] as string) : name
}
