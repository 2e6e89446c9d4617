/** What inputs and answers of several verbs have in them. */
import { z } from 'zod'
import { limits } from '../limits.ts'
import { severities } from '../run.ts'
import { notWhole } from '../schema-parts.ts'
import { isWholeText } from '../whole-text.ts'

/** Text that can be stored, or looked for in what is. */
export const whole = (text: z.ZodString) => text.refine(isWholeText, notWhole)

const name = z.string().min(1).max(limits.name)
export const run = whole(name).describe('Id of a run, or its name where only one run has it.')

export const query = z
  .string()
  .max(2000)
  .describe(
    'Which runs: `loss = mse and lr < 0.01 and val/mae < 18`. Fields are name, loss, seed, sweep, project, status, tags, minutes, id, any parameter, any metric (its best value; NAME@last its last one). Operators are = != < <= > >= ~ (contains), joined by and, or, not. A word alone is looked for in name, project, sweep, loss and tags.',
  )

export const severity = z.enum(severities)
export const leftOut = z.array(z.string()).describe('What this answer leaves out, and how to get it.')
export const page = z.string().describe('Address of the page that shows it to people.')

/** How many, as a whole number that may come as text. */
export const count = (most: number, usual: number) => z.coerce.number().int().min(1).max(most).default(usual)

/** "12 more runs" … as one sentence; none for nothing. */
export const more = (rest: number, noun: string, how: string): string[] =>
  rest > 0 ? [`${rest} more ${noun}${rest === 1 ? '' : 's'}: ${how}`] : []
