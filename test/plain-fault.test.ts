/** What does not fit is said in plain sentences. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { z } from 'zod'
import * as bodies from '../lib/http/schema.ts'
import { parse } from '../lib/parse.ts'
import { previewBody, settingsBody } from '../lib/settings/schema.ts'
import { verbs } from '../lib/verbs/index.ts'
import { refusalOf } from './refusal-of.ts'

const saidOf = (schema: z.ZodType, input: unknown) => refusalOf(() => parse(schema, input)).message

it.each<[string, z.ZodType, unknown, string]>([
  ['what is missing', z.object({ a: z.string() }), {}, 'a: This is missing: it is a text.'],
  ['another kind', z.array(z.number()), [1, 'x'], '[1]: This is a number, not "x".'],
  ['no whole number', z.int(), 1.5, 'This is a whole number, not 1.5.'],
  ['too large', z.number().max(5), 6, 'This is at most 5, not 6.'],
  ['too long', z.string().max(2), 'abc', 'This has at most 2 characters, not 3.'],
  ['too many', z.array(z.any()).max(2), [1, 2, 3], 'This is a list of at most 2, not of 3.'],
  ['nothing', z.string().min(1), '', 'This is empty.'],
  ['no choice', z.enum(['a', 'b']), 'c', 'This is one of "a", "b", not "c".'],
  ['an unknown key', z.strictObject({}), { x: 1 }, '"x" is not known here.'],
  ['neither form', z.union([z.string(), z.array(z.string())]), 5, 'This is a text or a list, not 5.'],
])('says of %s what it should be', (_what, schema, input, sentence) => {
  expect(saidOf(schema, input)).toBe(sentence)
})

const schemas = [
  ...Object.values<unknown>(bodies).flatMap((one) => (one instanceof z.ZodType ? [one] : [])),
  ...verbs.map(({ input }) => input),
  previewBody,
  settingsBody,
]
const names = schemas.flatMap((one) => (one instanceof z.ZodObject ? Object.keys(one.shape) : []))

it('has no words of the library for whatever is sent', () => {
  const input = fc.oneof(
    fc.anything(),
    fc.dictionary(fc.constantFrom(...names), fc.anything(), { maxKeys: 2 }),
  )
  fc.assert(
    fc.property(fc.constantFrom(...schemas), input, (schema, sent) => {
      const issue = schema.safeParse(sent).error?.issues[0]
      if (issue) expect(issue.message).toMatch(/^(?!Invalid|Too |Unrecognized).+\.$/s)
    }),
    { numRuns: 400 },
  )
})
