/** Settings while they are edited: what is typed and is no number is NaN. Pure. */
import type { Rule } from '../../lib/detectors/rulebook.ts'
import { faultOf } from '../../lib/detectors/threshold.ts'
import type { Mute, Settings } from '../../lib/settings/settings.ts'

/** The parts of the page, each saved as a whole. */
export const parts = ['thresholds', 'muted', 'policies', 'notifications', 'logFolders'] as const
export type Part = (typeof parts)[number]

export const partNames: Record<Part, string> = {
  thresholds: 'thresholds',
  muted: 'muted rules',
  policies: 'policies',
  notifications: 'notifications',
  logFolders: 'folders to follow',
}

export function changedParts(draft: Settings, saved: Settings): Part[] {
  return parts.filter((part) => !isSame(draft[part], saved[part]))
}

/** The settings of the server with the parts that were changed here. */
export function merged(server: Settings, draft: Settings, changed: readonly Part[]): Settings {
  return { ...server, ...Object.fromEntries(changed.map((part) => [part, draft[part]])) }
}

export function thresholdOf(draft: Settings, rule: Rule, name: string): number {
  return draft.thresholds[rule.code]?.[name] ?? rule.thresholds[name]?.default ?? Number.NaN
}

/** With one threshold set; one that is the default is left out. */
export function withThreshold(draft: Settings, rule: Rule, name: string, value: number): Settings {
  const { [rule.code]: before = {}, ...others } = draft.thresholds
  const { [name]: _, ...rest } = before
  const values = value === rule.thresholds[name]?.default ? rest : { ...rest, [name]: value }
  const thresholds = Object.keys(values).length ? { ...others, [rule.code]: values } : others
  return { ...draft, thresholds }
}

/** Without what these rules do not have: thresholds of another version. */
export function known(settings: Settings, rules: readonly Rule[]): Settings {
  const thresholds = rules.flatMap(({ code, thresholds }) => {
    const set = Object.entries(settings.thresholds[code] ?? {}).filter(([name]) => name in thresholds)
    return set.length ? [[code, Object.fromEntries(set)] as const] : []
  })
  return { ...settings, thresholds: Object.fromEntries(thresholds) }
}

export type Faults = Readonly<Record<string, string>>

const epochs = { default: 1, min: 1, max: 100_000, unit: 'epochs', meaning: '' }

/** What cannot be saved, by its place. */
export function faultsOf(draft: Settings, rules: readonly Rule[]): Faults {
  const { policies, notifications } = draft
  const numbers = rules.flatMap((rule) =>
    Object.entries(rule.thresholds).map(
      ([name, threshold]) =>
        [`thresholds.${rule.code}.${name}`, faultOf(threshold, thresholdOf(draft, rule, name))] as const,
    ),
  )
  const counts = (['stopWhenStuckEpochs', 'stopWhenOverfittingEpochs'] as const).map((name) => {
    const value = policies[name]
    const fault =
      value === null ? null : Number.isInteger(value) ? faultOf(epochs, value) : 'This is a whole number.'
    return [`policies.${name}`, fault] as const
  })
  const { webhook, quiet } = notifications
  const places = [
    ...numbers,
    ...counts,
    ['notifications.webhook.url', webhook && !/^https?:\/\/./.test(webhook.url) ? badAddress : null],
    ['notifications.quiet', quiet && !(quiet.from >= 0 && quiet.to >= 0) ? 'Both are a time of day.' : null],
  ] as const
  return Object.fromEntries(places.filter(([, fault]) => fault !== null)) as Faults
}

const badAddress = 'The address of a webhook begins with http:// or https://.'

export function isSameMute(a: Mute, b: Mute): boolean {
  return a.code === b.code && a.project === b.project && a.runId === b.runId
}

/** Whether two values of plain data are the same, whatever the order of their keys. NaN is itself. */
function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const [x, y] = [a, b] as [Record<string, unknown>, Record<string, unknown>]
  const keys = Object.keys(x)
  return keys.length === Object.keys(y).length && keys.every((key) => isSame(x[key], y[key]))
}
