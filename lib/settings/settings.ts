/** What the owner of a server sets: which rules are silent, how they decide, who is told, when a run is stopped. */

/** Silences a rule, everywhere or in one project or run. */
export type Mute = { code: string; project?: string; runId?: string }

/** Runs are stopped by these; all are off at first. */
export type Policies = {
  /** At a critical finding of a training or validation loss. */
  stopOnCritical: boolean
  /** When a run has not learned for this many epochs; null for never. */
  stopWhenStuckEpochs: number | null
  /** When a run has been overfitting for this many epochs; null for never. */
  stopWhenOverfittingEpochs: number | null
}

/** The form of a message: plain JSON, or what Slack and Discord take. */
export const webhookForms = ['json', 'slack', 'discord'] as const
export type Webhook = { url: string; form: (typeof webhookForms)[number] }

/** Ways in which a run may end, those that call for somebody first. */
export const endings = ['failed', 'lost', 'finished', 'stopped'] as const
export type Ending = (typeof endings)[number]

export type Notifications = {
  webhook: Webhook | null
  /** No finding below this is told. */
  from: 'warning' | 'critical'
  /** Which ends of runs are told. */
  ends: readonly Ending[]
  /** Minutes since midnight, by the clock of the server; the end may be before the start. Null for none. */
  quiet: { from: number; to: number } | null
}

export type Settings = {
  muted: readonly Mute[]
  /** Changed thresholds by rule and name; the others have the defaults of their rule. */
  thresholds: Readonly<Record<string, Readonly<Record<string, number>>>>
  policies: Policies
  notifications: Notifications
  /** Folders of this machine below which logs are followed while they are written, beside those of `--logdir`. */
  logFolders: readonly string[]
}

export const defaultSettings: Settings = {
  muted: [],
  thresholds: {},
  policies: { stopOnCritical: false, stopWhenStuckEpochs: null, stopWhenOverfittingEpochs: null },
  notifications: { webhook: null, from: 'warning', ends: ['failed', 'lost'], quiet: null },
  logFolders: [],
}

/** Whether a rule is silent in a run. */
export function isMuted(
  { muted }: Settings,
  code: string,
  { id, project }: { id: string; project: string },
): boolean {
  return muted.some(
    (mute) =>
      mute.code === code &&
      (mute.project === undefined || mute.project === project) &&
      (mute.runId === undefined || mute.runId === id),
  )
}
