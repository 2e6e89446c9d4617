/** A token as it is asked for, parsed with zod. */
import { z } from 'zod'
import { shown } from '../refusal.ts'
import { rights } from './right.ts'

export const tokenName = z
  .string()
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u,
    'The name of a token has 1 to 64 letters, digits, dots, dashes and underscores, a letter or digit first.',
  )

export const tokenBody = z.strictObject({
  name: tokenName,
  rights: z
    .array(
      z.enum(rights, {
        error: ({ input }) => `A right is one of ${rights.join(', ')}, not ${shown(input)}.`,
      }),
    )
    .min(1, `A token has at least one right: ${rights.join(', ')}.`)
    .max(rights.length)
    .transform((given) => rights.filter((right) => given.includes(right))),
})
