/** What a user or a client did wrong, in one sentence that says what was seen and what to do. Never our own fault. */

export type RefusalCode =
  | 'invalid'
  | 'malformed'
  | 'not-found'
  | 'wrong-method'
  | 'conflict'
  | 'too-large'
  | 'too-many'
  | 'unavailable'
  | 'unauthorized'
  | 'forbidden'
  | 'cannot-start'

export class Refusal extends Error {
  override name = 'Refusal'
  readonly code: RefusalCode
  /** The place of the fault in what was sent, as `events[3].series[0].values[7]`. */
  readonly at: string | undefined

  constructor(code: RefusalCode, message: string, at?: string) {
    super(message)
    this.code = code
    this.at = at
  }
}

/** By its name: server and pages are bundled apart, and each bundle has a class of its own. */
export function isRefusal(error: unknown): error is Refusal {
  return (error as Partial<Refusal> | null | undefined)?.name === 'Refusal'
}

const longestShown = 100

/** The start of a text, on one line: a sentence never repeats a whole input. */
export function cut(text: string, longest = longestShown): string {
  const line = text.slice(0, longest + 1).replace(/\s+/g, ' ')
  // Half of a surrogate pair at the cut is no text that can be sent or stored.
  return text.length > longest ? `${line.slice(0, longest).replace(/[\ud800-\udbff]$/, '')} …` : line
}

/** An input as a sentence shows it. Only the outside of lists and objects, which may be of any depth and size. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(cut(value))
  if (Array.isArray(value)) return value.length ? `a list of ${value.length}` : '[]'
  if (typeof value === 'object' && value !== null) return Object.keys(value).length ? 'an object' : '{}'
  return value === undefined ? 'nothing' : String(value)
}
