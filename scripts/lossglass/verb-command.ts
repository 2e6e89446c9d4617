/** A verb as a command. */
import type { Verb } from '../../lib/verbs/verb.ts'
import { type Given, inputOf } from './arguments.ts'
import { hasColours } from './paint.ts'
import { printableAnswer, printableJson } from './printable.ts'
import type { LossglassServer } from './server.ts'
import { tellingOf } from './tellings.ts'

export async function runVerb(
  verb: Verb,
  { flags, places }: { flags: Given; places: readonly string[] },
  server: LossglassServer,
): Promise<void> {
  const text = await server.ask(verb, inputOf(verb, flags, places))
  if (flags.json) return console.log(printableJson(text))
  const screen = {
    columns: process.stdout.columns ?? Number.POSITIVE_INFINITY,
    isColoured: hasColours(),
  }
  for (const line of tellingOf(verb.name, printableAnswer(JSON.parse(text)), screen)) console.log(line)
}
