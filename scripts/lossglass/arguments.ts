/** What is given behind `lossglass COMMAND`. */
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { Refusal, shown } from '../../lib/refusal.ts'
import { inputsOf } from '../../lib/verbs/from-texts.ts'
import type { Verb } from '../../lib/verbs/verb.ts'

export type Options = NonNullable<ParseArgsConfig['options']>
export type Given = Record<string, string | boolean | (string | boolean)[] | undefined>

/** Taken by every command. */
const sharedOptions = {
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} satisfies Options

/** Taken by each that asks a server. */
export const serverOptions = { server: { type: 'string' }, token: { type: 'string' } } satisfies Options

/** `places`: what stands without a flag. Refuses a flag that is not known, with the list of those that are. */
export function givenTo(command: string, args: readonly string[], options: Options) {
  const all = { ...options, ...sharedOptions }
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: all, allowPositionals: true })
    return {
      flags: values as Given & { json?: boolean; server?: string; token?: string; help?: boolean },
      places: positionals,
    }
  } catch (error) {
    const seen = (error as Error).message.split('.')[0]?.replace(/\n.*/s, '')
    const names = Object.keys(all).map((name) => `--${name}`)
    throw new Refusal('invalid', `${seen}: the flags of lossglass ${command} are ${names.join(', ')}.`)
  }
}

/** The flags of a verb: all of its inputs, those that need no flag too. */
export function optionsOf(verb: Verb): Options {
  return Object.fromEntries(
    inputsOf(verb).map(({ name, kind }) => [
      name,
      kind === 'flag' ? { type: 'boolean' } : { type: 'string', multiple: kind === 'list' },
    ]),
  )
}

/**
 * The input of a verb; what of it is wrong, the verb itself says. Refuses what is missing, and what stands there
 * without a place.
 */
export function inputOf(verb: Verb, flags: Given, places: readonly string[]): Record<string, unknown> {
  const kinds = new Map(inputsOf(verb).map(({ name, kind }) => [name, kind]))
  const input: Record<string, unknown> = {}
  for (const name of kinds.keys()) if (flags[name] !== undefined) input[name] = flags[name]
  const rest = [...places]
  for (const name of verb.places) {
    if (kinds.get(name) === 'list' && rest.length) input[name] = rest.splice(0)
    const one = rest.shift()
    if (one !== undefined) input[name] = one
  }
  const missing = inputsOf(verb).find(({ name, isRequired }) => isRequired && input[name] === undefined)
  if (missing) {
    const isPlace = verb.places.includes(missing.name)
    const how = isPlace ? missing.name.toUpperCase() : `--${missing.name} ${missing.word}`
    throw new Refusal('invalid', `lossglass ${verb.command} wants ${how}: ${missing.about}`)
  }
  if (rest.length)
    throw new Refusal(
      'invalid',
      `lossglass ${verb.command} has no place for ${shown(rest[0])}: put what belongs together in quotes.`,
    )
  return input
}

/** The only place of a command that takes one run. */
export function runAsked(command: string, places: readonly string[]): string {
  const [run, more] = places
  if (run === undefined) throw new Refusal('invalid', `Name the run: lossglass ${command} RUN.`)
  if (more !== undefined)
    throw new Refusal('invalid', `lossglass ${command} takes one run, and ${shown(more)} is one more.`)
  return run
}
