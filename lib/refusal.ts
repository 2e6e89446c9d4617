/** What a user or a client did wrong, in one sentence that says what was seen and what to do. Never our own fault. */

export type RefusalCode =
  | 'invalid'
  | 'malformed'
  | 'not-found'
  | 'conflict'
  | 'too-large'
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
