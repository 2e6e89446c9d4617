/** The names that a query may ask by: what is wrong with those it has, and what may come next. */
import { plural } from '../format.ts'
import { operators, type Query } from './query.ts'
import { asWord, tokensOf } from './tokens.ts'

/** The fields of a query that nobody knows, in one sentence with the nearest known one; null where all are known. */
export function unknownField(query: Query | null, known: ReadonlySet<string>): string | null {
  const name = query && fieldsOf(query).find((field) => !known.has(field))
  if (!name) return null
  const near = [...known].find((other) => other.toLowerCase() === name.toLowerCase()) ?? nearest(name, known)
  return `No run here has "${name}"${near === null ? '.' : `: did you mean ${asWord(near)}?`}`
}

export function fieldsOf(query: Query): string[] {
  if (query.kind === 'is') return [query.field]
  if (query.kind === 'word') return []
  return query.kind === 'not' ? fieldsOf(query.term) : query.terms.flatMap(fieldsOf)
}

function nearest(name: string, known: ReadonlySet<string>): string | null {
  const part = [...known].find((other) => other.toLowerCase().endsWith(`/${name.toLowerCase()}`))
  if (part) return part
  const close = [...known]
    .map((other) => ({ other, away: distance(name.toLowerCase(), other.toLowerCase()) }))
    .sort((a, b) => a.away - b.away)[0]
  return close && close.away <= Math.max(1, Math.floor(name.length / 3)) ? close.other : null
}

/** Letters to change, add or leave out (Levenshtein). */
export function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 8) return 99
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min(
          (next[j - 1] as number) + 1,
          (row[j] as number) + 1,
          (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      )
    row = next
  }
  return row[b.length] as number
}

export type Completion = {
  /** The text with it, and where the cursor goes. */
  text: string
  cursor: number
  /** What is shown. */
  label: string
  hint: string
}

const mostCompletions = 12

/** What may stand at the cursor: names, operators, the values that runs have there, or `and` and `or`. */
export function completionsAt(
  text: string,
  cursor: number,
  fields: ReadonlyMap<string, readonly string[]>,
): Completion[] {
  const before = text.slice(0, cursor)
  const read = tokensOf(before)
  const tokens = 'fault' in read ? [] : read.tokens
  const isOpen = before.length > 0 && !/\s$/.test(before)
  const typed = isOpen ? tokens.at(-1) : undefined
  const past = typed && typed.kind !== 'operator' ? tokens.slice(0, -1) : tokens
  const [last, name] = [past.at(-1), past.at(-2)]
  const start = typed && typed.kind !== 'operator' ? typed.from : cursor
  const wanted = typed && typed.kind !== 'operator' ? typed.text.toLowerCase() : ''
  const put = (word: string, hint: string): Completion => {
    const whole = `${text.slice(0, start)}${word} `
    return { text: whole + text.slice(cursor).trimStart(), cursor: whole.length, label: word, hint }
  }
  const among = (words: readonly string[], hint: (word: string) => string) =>
    words
      .filter((word) => word.toLowerCase().includes(wanted) && word.toLowerCase() !== wanted)
      .sort((a, b) => Number(b.toLowerCase().startsWith(wanted)) - Number(a.toLowerCase().startsWith(wanted)))
      .slice(0, mostCompletions)
      .map((word) => put(word, hint(word)))
  if (last?.kind === 'operator')
    return among((fields.get(name?.text ?? '') ?? []).map(asWord), () => 'a value of these runs')
  const isField = last && fields.has(last.text) && past.at(-2)?.kind !== 'operator'
  if (isField && wanted === '') return operators.map((operator) => put(operator, wordsOf[operator]))
  const isComplete = past.at(-2)?.kind === 'operator' || last?.kind === 'close'
  if (isComplete && wanted === '') return [put('and', 'both'), put('or', 'either')]
  const counts = (word: string) => {
    const values = [...fields].find(([field]) => asWord(field) === word)?.[1] ?? []
    return values.length ? plural(values.length, 'value') : ''
  }
  return among([...fields.keys()].map(asWord), counts)
}

const wordsOf = {
  ...{ '=': 'is', '!=': 'is not', '<': 'less than', '<=': 'at most', '>': 'more than', '>=': 'at least' },
  '~': 'contains',
} as const
