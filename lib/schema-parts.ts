/** What schemas are made of: ids, names, texts, times, records by names, with their limits. */

import { z } from 'zod'
import { limits } from './limits.ts'
import { faultOfTime, isTime } from './time.ts'
import { isWholeText } from './whole-text.ts'

export const runId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'A run id is 1 to 64 letters, digits, "_" or "-".')
export const notWhole = 'A text holds no NUL and no half of a surrogate pair.'
export const text = z.string().max(limits.text).refine(isWholeText, notWhole)
export const name = z.string().min(1).max(limits.name).refine(isWholeText, notWhole)
export const wholeNumber = z.int().min(0)
const stepSentence = 'A step is a whole number from 0 to 2^53 - 1.'
/** A step, or null for the whole run. */
export const stepOrNull = z.int(stepSentence).min(0, stepSentence).nullable()

export const time = z
  .number()
  .refine(isTime, { error: ({ input }) => faultOfTime(input as number) })
  .meta({ description: 'Milliseconds since 1970; when it is left out, the moment at which it arrives.' })

/** Counts the keys before any value is looked at: a million wrong ones would be a million faults. */
function atMost<T>(most: number, what: string, record: z.ZodType<T>) {
  return z
    .custom<unknown>(
      (input) => typeof input !== 'object' || input === null || Object.keys(input).length <= most,
      `At most ${most} ${what}.`,
    )
    .pipe(record)
}

/**
 * A record by names from outside, kept whatever they are: zod's own leaves "__proto__" out. What JSON Schema cannot
 * see of parsers of our own is said beside them, as `meta`.
 */
export function named<T>(most: number, what: string, entry: z.ZodType<T>) {
  const isRecord = (input: unknown) => typeof input === 'object' && input !== null && !Array.isArray(input)
  const record = z.custom<object>(isRecord, `The ${what} come by their names.`)
  return atMost(most, what, record)
    .transform((entries, context): Record<string, T> => {
      const taken: [string, T][] = []
      for (const [key, value] of Object.entries(entries)) {
        const faults = [name.safeParse(key), entry.safeParse(value)].map(({ error }) => error?.issues[0])
        const fault = faults[0] ?? faults[1]
        if (fault) {
          context.addIssue({ code: 'custom', message: fault.message, path: [key, ...fault.path] })
          return z.NEVER
        }
        taken.push([key, value as T])
      }
      return Object.fromEntries(taken)
    })
    .meta({ type: 'object', maxProperties: most, propertyNames: { minLength: 1, maxLength: limits.name } })
}

/** The name of a package, as its registry has it. */
export const library = z
  .string()
  .regex(
    new RegExp(`^[A-Za-z0-9@._/-]{1,${limits.dialect}}$`),
    `A dialect is a library's name: 1 to ${limits.dialect} letters, digits, "@", ".", "_", "/" or "-".`,
  )

/** An array first: an object with a `length` of its own would be compared with the limit. */
export const tags = z
  .custom<unknown>(Array.isArray, 'Tags are a list of texts.')
  .pipe(z.array(name).max(limits.tags))
  .meta({
    type: 'array',
    maxItems: limits.tags,
    items: { type: 'string', minLength: 1, maxLength: limits.name },
  })

/** An annotation's id is of its program's or this server's making. */
export const annotationId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'An id of an annotation is 1 to 64 letters, digits, "_" or "-".')

/** What an annotation says; blanks around it are no part of it. */
export const annotationText = z
  .string()
  .trim()
  .min(1, 'An annotation has a text.')
  .max(limits.annotationText)
  .refine(isWholeText, notWhole)

/** A line as a program printed it, without its break. */
export const consoleLine = z
  .string()
  .max(limits.consoleLine)
  .refine(
    (line) => isWholeText(line) && !line.includes('\n'),
    `${notWhole.slice(0, -1)}, and a line no line break.`,
  )
