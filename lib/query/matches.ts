/** Whether a run is what a query asks for. */
import type { Literal, Operator, Query } from './query.ts'

/** What a run has in a field; null where it has nothing. */
export type FieldValue = number | string | boolean | readonly string[] | null

export type Asked = {
  fieldOf(name: string): FieldValue
  /** Whether any of its texts has a word, without regard to case. */
  has(word: string): boolean
}

/** Texts are compared without regard to case; of a list, as of tags, one item is enough. */
export function matches(query: Query, run: Asked): boolean {
  switch (query.kind) {
    case 'and':
      return query.terms.every((term) => matches(term, run))
    case 'or':
      return query.terms.some((term) => matches(term, run))
    case 'not':
      return !matches(query.term, run)
    case 'word':
      return run.has(query.text)
    case 'is':
      return isTrue(run.fieldOf(query.field), query.operator, query.value)
  }
}

/** Looks for words in texts, which are made when the first is looked for. */
export function wordsIn(texts: () => readonly string[]): Asked['has'] {
  let all: string | null = null
  return (word) => {
    all ??= folded(texts().join('\n'))
    return all.includes(folded(word))
  }
}

function folded(text: string): string {
  return text.normalize('NFC').toLowerCase()
}

function isTrue(value: FieldValue, operator: Operator, asked: Literal): boolean {
  // What is not there is neither less nor more than anything.
  if (operator === '!=') return !isEqual(value, asked)
  if (operator === '=') return isEqual(value, asked)
  if (value === null || asked === null) return false
  if (operator === '~') return textsOf(value).some((text) => folded(text).includes(folded(String(asked))))
  const [number, bound] = [Number(value), Number(asked)]
  if (typeof value === 'object' || typeof value === 'boolean' || value === '') return false
  if (operator === '<') return number < bound
  if (operator === '<=') return number <= bound
  if (operator === '>') return number > bound
  return number >= bound
}

function textsOf(value: FieldValue): string[] {
  if (value === null) return []
  return typeof value === 'object' ? [...value] : [String(value)]
}

function isEqual(value: FieldValue, asked: Literal): boolean {
  if (asked === null) return value === null || (typeof value === 'object' && value.length === 0)
  if (typeof asked === 'number' && typeof value === 'number') return Object.is(value + 0, asked + 0)
  // Many programs write numbers as texts: 0.10 is asked for as a number.
  if (
    typeof asked === 'number' &&
    typeof value === 'string' &&
    value.trim() !== '' &&
    Number(value) === asked
  )
    return true
  // A number is asked for as one: a text in quotes is a text.
  if (typeof value === 'number') return false
  return textsOf(value).some((text) => folded(text) === folded(String(asked)))
}
