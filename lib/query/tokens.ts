/** The words of a query with their places. */
import { type Operator, operators, type QueryFault } from './query.ts'

export type Token = {
  kind: 'word' | 'quoted' | 'operator' | 'open' | 'close'
  /** Without quotes. */
  text: string
  from: number
  to: number
}

const signs: Readonly<Record<string, string>> = { '==': '=', '≤': '<=', '≥': '>=', '≠': '!=' }
const pattern =
  /\s*(?:([()])|(<=|>=|!=|==|[=<>~≤≥≠])|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|([^\s()=<>~!≤≥≠"']+))/y

/** An open quote or a lone sign is a fault. */
export function tokensOf(text: string): { tokens: Token[] } | { fault: QueryFault } {
  const tokens: Token[] = []
  pattern.lastIndex = 0
  while (pattern.lastIndex < text.trimEnd().length) {
    const start = pattern.lastIndex
    const match = pattern.exec(text)
    if (!match) {
      const from = start + (/^\s*/.exec(text.slice(start))?.[0].length ?? 0)
      const isQuote = /["']/.test(text[from] ?? '')
      const sentence = isQuote
        ? 'A quote is opened and not closed.'
        : `"${text[from]}" means nothing here: operators are = != < <= > >= ~.`
      return { fault: { sentence, from, to: isQuote ? text.length : from + 1 } }
    }
    const [whole, bracket, operator, quoted, word] = match
    const to = pattern.lastIndex
    const from = to - whole.trimStart().length
    if (bracket) tokens.push({ kind: bracket === '(' ? 'open' : 'close', text: bracket, from, to })
    else if (operator) tokens.push({ kind: 'operator', text: signs[operator] ?? operator, from, to })
    else if (quoted)
      tokens.push({ kind: 'quoted', text: quoted.slice(1, -1).replace(/\\(.)/g, '$1'), from, to })
    else tokens.push({ kind: 'word', text: word ?? '', from, to })
  }
  return { tokens }
}

export function isOperator(text: string): text is Operator {
  return (operators as readonly string[]).includes(text)
}

/** A text as one word of a query: in quotes where it would fall apart or mean something else. */
export function asWord(text: string): string {
  const isPlain = /^[^\s()=<>~!≤≥≠"']+$/.test(text) && !/^(and|or|not|none)$/i.test(text)
  return isPlain ? text : `"${text.replace(/["\\]/g, '\\$&')}"`
}
