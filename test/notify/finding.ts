/** A finding and its run, as the recorder gives them. */
import type { Finding, Run, RunEvent } from '../../lib/run.ts'
import { defaultSettings, type Notifications, type Settings } from '../../lib/settings/settings.ts'

export const run = { id: 'a', name: 'my <run>', project: 'default' } as Run

export function findingAt(step: number, changes: Partial<Finding> = {}): Finding {
  return {
    id: `a:diverged:train/loss:${step}`,
    ...{
      runId: 'a',
      code: 'diverged',
      severity: 'critical',
      series: 'train/loss',
      step,
      raisedStep: step + 2,
    },
    ...{ raisedAt: 0, evidence: { start: 2, now: 900, timesStart: 450 }, causes: ['learning-rate-too-high'] },
    ...{ resolvedStep: null, acknowledgedAt: null },
    ...changes,
  }
}

export const opened = (step: number, changes: Partial<Finding> = {}): RunEvent => ({
  type: 'finding',
  runId: 'a',
  finding: findingAt(step, changes),
})

export function settingsWith(notifications: Partial<Notifications>): Settings {
  return { ...defaultSettings, notifications: { ...defaultSettings.notifications, ...notifications } }
}
