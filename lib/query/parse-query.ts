/** From a text to what it asks. */
import type { Literal, Operator, Query, QueryFault } from './query.ts'
import { isOperator, type Token, tokensOf } from './tokens.ts'

/** Longer ones are no question of a person. */
const longestQuery = 2000
/** Brackets within brackets. */
const deepest = 50

/** `query` is null for a text without words: it asks nothing. */
export type Parsed = { query: Query | null } | { fault: QueryFault }

class Fault extends Error {
  readonly fault: QueryFault
  constructor(sentence: string, { from, to }: { from: number; to: number }) {
    super(sentence)
    this.fault = { sentence, from, to }
  }
}

/** `and` binds more than `or`; two terms side by side are joined by `and`. */
export function parseQuery(text: string): Parsed {
  if (text.length > longestQuery)
    return {
      fault: {
        sentence: `A query has at most ${longestQuery} letters.`,
        from: longestQuery,
        to: text.length,
      },
    }
  const read = tokensOf(text)
  if ('fault' in read) return read
  if (read.tokens.length === 0) return { query: null }
  try {
    return { query: createParser(read.tokens, text.length).whole() }
  } catch (error) {
    if (error instanceof Fault) return { fault: error.fault }
    throw error
  }
}

function createParser(tokens: readonly Token[], end: number) {
  let at = 0
  let depth = 0
  const here = () => tokens[at]
  const place = () => here() ?? { from: end, to: end }
  const isWord = (word: string) => here()?.kind === 'word' && here()?.text.toLowerCase() === word

  function joined(kind: 'and' | 'or', term: () => Query, goesOn: () => boolean): Query {
    const terms = [term()]
    while (goesOn()) {
      if (isWord(kind)) at++
      terms.push(term())
    }
    return terms.length === 1 ? (terms[0] as Query) : { kind, terms }
  }
  const anyOf = (): Query => joined('or', allOf, () => isWord('or'))
  const allOf = (): Query =>
    joined('and', negated, () => here() !== undefined && here()?.kind !== 'close' && !isWord('or'))

  function negated(): Query {
    if (!isWord('not')) return term()
    at++
    return { kind: 'not', term: deeper(negated) }
  }

  function deeper(read: () => Query): Query {
    if (++depth > deepest) throw new Fault('This query is nested too deeply.', place())
    const query = read()
    depth--
    return query
  }

  function term(): Query {
    const token = here()
    if (!token || isWord('and') || isWord('or'))
      throw new Fault(`Something is missing ${token ? `before "${token.text}"` : 'at the end'}.`, place())
    at++
    if (token.kind === 'open') {
      const query = deeper(anyOf)
      if (here()?.kind !== 'close') throw new Fault('A bracket is opened and not closed.', token)
      at++
      return query
    }
    if (token.kind === 'close') throw new Fault('This bracket closes nothing.', token)
    if (token.kind === 'operator') throw new Fault(`A name is missing before ${token.text}.`, token)
    const operator = here()
    if (operator?.kind === 'open')
      throw new Fault(`An operator is missing between "${token.text}" and the bracket.`, operator)
    if (operator?.kind !== 'operator') return { kind: 'word', text: token.text }
    at++
    return { kind: 'is', field: token.text, operator: operator.text as Operator, value: value(operator) }
  }

  function value(operator: Token): Literal {
    const token = here()
    if (token?.kind !== 'word' && token?.kind !== 'quoted')
      throw new Fault(`A value is missing after ${operator.text}.`, token ?? operator)
    at++
    if (token.kind === 'quoted') return token.text
    const literal = literalOf(token.text)
    const isOrdered = isOperator(operator.text) && /[<>]/.test(operator.text)
    if (isOrdered && typeof literal !== 'number')
      throw new Fault(`${operator.text} needs a number: "${token.text}" is none.`, token)
    return literal
  }

  return {
    whole(): Query {
      const query = anyOf()
      if (here()) throw new Fault('This bracket closes nothing.', place())
      return query
    },
  }
}

function literalOf(text: string): Literal {
  if (/^none$/i.test(text)) return null
  if (/^nan$/i.test(text)) return Number.NaN
  if (/^[+-]?(inf|infinity)$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : text
}
