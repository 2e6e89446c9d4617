/** Settings as a page sends them, parsed with zod, limits stated. */
import { isAbsolute } from 'node:path'
import { z } from 'zod'
import { rules } from '../detectors/rulebook.ts'
import { faultOf } from '../detectors/threshold.ts'
import { wholeText } from '../whole-text.ts'
import { defaultSettings, endings, type Settings, webhookForms } from './settings.ts'

const most = { mutes: 10_000, rules: 100, epochs: 100_000, url: 2000, folders: 20, path: 1000 } as const
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
    )
    .refine(
      (text) => !URL.canParse(text) || (new URL(text).username === '' && new URL(text).password === ''),
      'The address of a webhook holds no name and password: everybody who may see the settings would read them.',
    ),
  form: z.enum(webhookForms),
})

/** Thresholds by their names, or by rule and name. */
const numbers = z.record(name, z.number('A threshold is a number.'))

/** What is wrong with the thresholds of a rule: one that it does not have, or one out of its range. */
function faultsOf(code: string, values: Readonly<Record<string, number>>) {
  const rule = rules.find((one) => one.code === code)
  if (!rule) return [{ path: [] as string[], message: `There is no rule "${code}".` }]
  return Object.entries(values).flatMap(([name, value]) => {
    const threshold = rule.thresholds[name]
    const message = threshold
      ? faultOf(threshold, value)
      : `The rule "${code}" has no threshold of this name: it has ${Object.keys(rule.thresholds).join(', ') || 'none'}.`
    return message ? [{ path: [name], message }] : []
  })
}

const thresholds = z
  .custom<unknown>(
    (input) => typeof input !== 'object' || input === null || Object.keys(input).length <= most.rules,
    `At most ${most.rules} rules.`,
  )
  .pipe(z.record(name, numbers))
  .superRefine((record, context) => {
    for (const [code, values] of Object.entries(record))
      for (const { path, message } of faultsOf(code, values))
        context.addIssue({ code: 'custom', path: [code, ...path], message })
  })
  .meta({
    type: 'object',
    additionalProperties: { type: 'object', additionalProperties: { type: 'number' } },
  })

/** A change of one rule to be tried. */
export const previewBody = z
  .strictObject({ code: name, thresholds: numbers })
  .superRefine(({ code, thresholds }, context) => {
    for (const { path, message } of faultsOf(code, thresholds))
      context.addIssue({ code: 'custom', path: path.length ? ['thresholds', ...path] : ['code'], message })
  })

export const settingsBody: z.ZodType<Settings> = z.strictObject({
  muted: z.array(mute).max(most.mutes),
  thresholds,
  policies: z.strictObject({
    stopOnCritical: z.boolean(),
    stopWhenStuckEpochs: epochs,
    stopWhenOverfittingEpochs: epochs,
  }),
  notifications: z.strictObject({
    webhook: webhook.nullable(),
    from: z.enum(['warning', 'critical']),
    ends: z
      .array(z.enum(endings))
      .max(endings.length)
      .default([...defaultSettings.notifications.ends]),
    quiet: z.strictObject({ from: minute, to: minute }).nullable(),
  }),
  logFolders: z
    .array(
      z
        .string()
        .min(1)
        .max(most.path)
        .refine(isAbsolute, 'A folder to follow is named from the root of the disk, as in "/home/me/runs".')
        .refine(
          (path) => wholeText(path) === path && !/\p{Cc}/u.test(path),
          'A folder to follow holds no control characters and no half of a surrogate pair.',
        ),
    )
    .max(most.folders)
    .default([]),
})
