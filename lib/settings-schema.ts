/** Settings as a page sends them, parsed with zod, limits stated. */
import { z } from 'zod'
import { type Settings, webhookForms } from './settings.ts'

const most = { mutes: 10_000, rules: 100, epochs: 100_000, url: 2000 } as const
const minutesOfDay = 24 * 60

const name = z.string().min(1).max(250)
const epochs = z
  .int(`Epochs are a whole number from 1 to ${most.epochs}, or null.`)
  .min(1)
  .max(most.epochs)
  .nullable()
const minute = z
  .int('A time of day is in minutes since midnight.')
  .min(0)
  .max(minutesOfDay - 1)

const mute = z.strictObject({ code: name, project: name.exactOptional(), runId: name.exactOptional() })

const webhook = z.strictObject({
  url: z
    .string()
    .max(most.url)
    .refine(
      (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
      'The address of a webhook begins with http:// or https://.',
    ),
  form: z.enum(webhookForms),
})

export const settingsBody: z.ZodType<Settings> = z.strictObject({
  muted: z.array(mute).max(most.mutes),
  thresholds: z
    .record(name, z.record(name, z.number('A threshold is a number.')))
    .refine((record) => Object.keys(record).length <= most.rules, `At most ${most.rules} rules.`),
  policies: z.strictObject({
    stopOnCritical: z.boolean(),
    stopWhenStuckEpochs: epochs,
    stopWhenOverfittingEpochs: epochs,
  }),
  notifications: z.strictObject({
    webhook: webhook.nullable(),
    from: z.enum(['warning', 'critical']),
    quiet: z.strictObject({ from: minute, to: minute }).nullable(),
  }),
})
