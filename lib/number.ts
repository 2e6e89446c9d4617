/**
 * NaN, ±Infinity and −0 to and from JSON and the database. JSON turns the first three into null and SQL has no NaN, so
 * every boundary uses this one codec. Imports nothing.
 */

/** JSON text of one float64: a number, or the string "NaN", "Infinity" or "-Infinity". Exact, −0 included. */
export function numberToJson(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value)
  return `"${value}"`
}

/** The number that a parsed JSON value stands for, or undefined when it stands for none. */
export function numberFromJson(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  if (value === 'NaN') return Number.NaN
  if (value === 'Infinity') return Number.POSITIVE_INFINITY
  if (value === '-Infinity') return Number.NEGATIVE_INFINITY
  if (value === '-0') return -0
  return undefined
}

/** As Python, NumPy, C, R and Julia write them, in any case. */
const foreignNames: ReadonlyMap<unknown, number> = new Map([
  ['nan', Number.NaN],
  ['inf', Number.POSITIVE_INFINITY],
  ['+inf', Number.POSITIVE_INFINITY],
  ['-inf', Number.NEGATIVE_INFINITY],
  ['infinity', Number.POSITIVE_INFINITY],
  ['+infinity', Number.POSITIVE_INFINITY],
  ['-infinity', Number.NEGATIVE_INFINITY],
])

/**
 * The number that a value sent by any program stands for: `numberFromJson`, the names that other languages have for NaN and ±∞,
 * and 1 and 0 for true and false.
 */
export function numberFromSource(value: unknown): number | undefined {
  if (typeof value === 'boolean') return Number(value)
  return (
    numberFromJson(value) ?? (typeof value === 'string' ? foreignNames.get(value.toLowerCase()) : undefined)
  )
}

/**
 * The number itself where JSON can say it, else its name: "NaN", "Infinity", "-Infinity", and "-0", which
 * JSON.stringify loses.
 */
export function numberToName(value: number): number | string {
  if (Object.is(value, -0)) return '-0'
  return Number.isFinite(value) ? value : String(value)
}

/**
 * JSON text of any plain value, typed arrays as arrays, numbers that JSON cannot say by name. Much faster than with a replacer:
 * pieces are added to one text, without lists of them.
 */
export function toJson(value: unknown): string {
  const text = textOf(value) ?? 'null'
  // The first look at a character makes one piece of the many: kept in pieces, a text takes several times the memory
  // and its time.
  text.charCodeAt(0)
  return text
}

/** Undefined for what JSON leaves out. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return numberText(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return listText(value)
  if (ArrayBuffer.isView(value)) return listText(value as unknown as ArrayLike<number>)
  let text = ''
  for (const name of Object.keys(value)) {
    const itsText = textOf((value as Record<string, unknown>)[name])
    if (itsText !== undefined) text += `${text && ','}${nameText(name)}:${itsText}`
  }
  return `{${text}}`
}

const numberText = (value: number) =>
  Number.isFinite(value) && !Object.is(value, -0) ? `${value}` : `"${numberToName(value)}"`

const nameText = (name: string) => (/^[\w ./-]*$/.test(name) ? `"${name}"` : JSON.stringify(name))

function listText(list: ArrayLike<unknown>): string {
  let text = ''
  for (let i = 0; i < list.length; i++) text += `${i ? ',' : ''}${textOf(list[i]) ?? 'null'}`
  return `[${text}]`
}

/** The inverse of `toJson` for values whose strings are never the names of non-finite numbers. */
export function fromJson(text: string): unknown {
  return JSON.parse(text, (_key, item) => (typeof item === 'string' ? (numberFromJson(item) ?? item) : item))
}

/** What a database row holds beside a nullable REAL, which can keep neither NaN nor ±Infinity nor the sign of zero. */
export const valueKinds = { finite: 0, nan: 1, infinity: 2, negativeInfinity: 3, negativeZero: 4 } as const
export type ValueKind = (typeof valueKinds)[keyof typeof valueKinds]

/** How a value is stored: its kind. A finite value stands in the REAL column, of the others that column is null. */
export function kindOf(value: number): ValueKind {
  if (Number.isFinite(value)) return Object.is(value, -0) ? valueKinds.negativeZero : valueKinds.finite
  if (Number.isNaN(value)) return valueKinds.nan
  return value > 0 ? valueKinds.infinity : valueKinds.negativeInfinity
}

const specialValues = [0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0]

/** The value of a stored (REAL, kind) pair. */
export function storedValue(stored: number | null, kind: number): number {
  return kind === valueKinds.finite ? (stored ?? Number.NaN) : (specialValues[kind] ?? Number.NaN)
}
