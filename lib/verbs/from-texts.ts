/** The input of a verb out of texts: of an address, or of the flags of a command. */
import { z } from 'zod'
import type { Verb } from './verb.ts'

type Kind = 'text' | 'list' | 'flag'

/** What each input takes: one text, several, or nothing. */
export function kindsOf({ input }: Pick<Verb, 'input'>): Map<string, Kind> {
  const { properties = {} } = z.toJSONSchema(input, { io: 'input' }) as {
    properties?: Record<string, { type?: string }>
  }
  return new Map(
    Object.entries(properties).map(([name, { type }]) => [
      name,
      type === 'array' ? 'list' : type === 'boolean' ? 'flag' : 'text',
    ]),
  )
}

/** Of an address: a list comes as several of its name, or with commas. What is unknown stays, to be refused by name. */
export function inputOfSearch(verb: Pick<Verb, 'input'>, search: URLSearchParams): Record<string, unknown> {
  const kinds = kindsOf(verb)
  const entries = [...new Set(search.keys())].map((name): [string, unknown] => {
    const given = search.getAll(name)
    if (kinds.get(name) !== 'list') return [name, given.at(-1)]
    return [name, given.flatMap((text) => text.split(',')).filter((text) => text !== '')]
  })
  return Object.fromEntries(entries)
}
