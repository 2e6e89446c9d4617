/** Asks a verb: parses what is given, and answers with what JSON can say. */
import { toJson } from '../number.ts'
import { parse } from '../parse.ts'
import type { Asking, Verb } from './verb.ts'

/** The answer as JSON text, NaN and ±∞ by their names. Refuses an input that is none. */
export async function ask(verb: Verb, given: unknown, asking: Asking): Promise<string> {
  return toJson(await verb.run(parse(verb.input, given) as never, asking))
}
