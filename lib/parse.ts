/** Reads what came from outside by a schema; the first fault becomes a refusal that says where and what. */
import type { z } from 'zod'
import './plain-fault.ts'
import { cut, Refusal } from './refusal.ts'

/** `events[3].series[0].values[7]` */
function placeOf(path: PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '')
}

/** Input may be nested so deeply, or be so unlike what it should be, that looking at it throws. */
function safelyParsed<T>(schema: z.ZodType<T>, input: unknown): z.ZodSafeParseResult<T> {
  try {
    return schema.safeParse(input)
  } catch {
    throw new Refusal(
      'invalid',
      'What was sent cannot be read: it is nested too deeply or of the wrong kinds.',
    )
  }
}

/** A schema names every key that it does not know, and there may be a million. */
const longestMessage = 500

/**
 * Whether a sentence says itself which field it is of: "A token has at least one right" of `rights`, "This is empty"
 * of none. Of a list it has to tell the entry too.
 */
function namesPlace(message: string, place: string): boolean {
  const field = / not "/.test(message) ? place.replace(/\[\d+\]$/, '') : place
  const isSentence = /^(?!This |Invalid )\p{Lu}/u.test(message)
  return (
    isSentence &&
    /^[a-z]+$/i.test(field) &&
    message.toLowerCase().includes(field.toLowerCase().replace(/s$/, ''))
  )
}

/** Parses with a schema; the first fault becomes a refusal that says where and what. */
export function parse<T>(schema: z.ZodType<T>, input: unknown, root: PropertyKey[] = []): T {
  const result = safelyParsed(schema, input)
  if (result.success) return result.data
  const issue = result.error.issues[0] as z.core.$ZodIssue
  const at = cut(placeOf([...root, ...issue.path]))
  const message = cut(issue.message, longestMessage)
  throw new Refusal(
    'invalid',
    at && !namesPlace(message, at) ? `${at}: ${message}` : message,
    at || undefined,
  )
}
