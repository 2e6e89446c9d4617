/** The inputs of a verb as texts: in an address, or behind a command. */
import { z } from 'zod'
import type { Verb } from './verb.ts'

export type VerbInput = {
  name: string
  /** Whether it takes one text, several, or none. */
  kind: 'text' | 'list' | 'flag'
  isRequired: boolean
  /** What stands behind its flag: `a|b`, `N`, `TEXT`; nothing behind one that takes none. */
  word: string
  /** In words: what it is, and what it is where it is left out. */
  about: string
}

type Property = { type?: string; description?: string; enum?: string[]; default?: unknown }

export function inputsOf({ input }: Pick<Verb, 'input'>): VerbInput[] {
  const { properties = {}, required = [] } = z.toJSONSchema(input, { io: 'input' }) as {
    properties?: Record<string, Property>
    required?: string[]
  }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    kind: property.type === 'array' ? 'list' : property.type === 'boolean' ? 'flag' : 'text',
    isRequired: required.includes(name),
    word: wordOf(property),
    about: aboutOf(property),
  }))
}

function wordOf({ type, enum: words }: Property): string {
  if (type === 'boolean') return ''
  if (words) return words.join('|')
  return type === 'integer' || type === 'number' ? 'N' : 'TEXT'
}

function aboutOf({ description = '', default: usual }: Property): string {
  return [description, usual === undefined ? '' : `${usual} where it is left out.`].filter(Boolean).join(' ')
}

/**
 * Of an address: a list comes as several of its name, as names may have commas in them. What is unknown stays, to be
 * refused by name.
 */
export function inputOfSearch(verb: Pick<Verb, 'input'>, search: URLSearchParams): Record<string, unknown> {
  const lists = new Set(inputsOf(verb).flatMap(({ name, kind }) => (kind === 'list' ? [name] : [])))
  const entries = [...new Set(search.keys())].map((name): [string, unknown] => {
    const given = search.getAll(name)
    return [name, lists.has(name) ? given : given.at(-1)]
  })
  return Object.fromEntries(entries)
}
