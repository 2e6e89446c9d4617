/** Tells a webhook of findings: one message when an incident opens, one when it is over. Runs never wait for it. */
import type { Finding, Run, RunEvent } from '../run.ts'
import type { Notifications, Settings } from '../settings.ts'
import { deliver, type Web } from './deliver.ts'
import { type Message, messageOf, testMessage } from './message.ts'
import { isQuiet } from './quiet.ts'

export type Notifier = {
  /** To be called with committed events. */
  committed(events: readonly RunEvent[]): void
  /** Incidents that were open before the server started: told then, or not to be told. */
  remember(findings: readonly Finding[]): void
  /** Sends what waited for the end of the quiet hours. To be asked every few seconds. */
  tick(): void
  /** Sends a trial at once and says why it failed, or null. */
  test(): Promise<string | null>
  /** Resolves when all that was begun is sent or given up. */
  idle(): Promise<void>
}

export type NotifierParts = {
  settings(): Settings
  readRun(id: string): Promise<Run | null>
  /** The address of the dashboard, for links. */
  url: string
  web: Web
  /** Minutes since midnight, by the clock of the machine. */
  minuteOfDay(): number
}

/** Messages waiting for a slow webhook, at most; what is older is left out. */
const mostWaiting = 1000
/** Incidents remembered, so that none is told twice. */
const mostTold = 10_000

export function createNotifier({ settings, readRun, url, web, minuteOfDay }: NotifierParts): Notifier {
  /** Incidents that were told, or wait to be. */
  const told = new Set<string>()
  const held = new Map<string, Finding>()
  const waiting: Finding[] = []
  let working: Promise<void> | null = null

  function wants({ severity, acknowledgedAt }: Finding, { webhook, from }: Notifications): boolean {
    if (!webhook || acknowledgedAt !== null || severity === 'info') return false
    return from === 'warning' || severity === 'critical'
  }

  function take(finding: Finding): void {
    const { notifications } = settings()
    const isOver = finding.resolvedStep !== null
    if (isOver) {
      // What opened and closed in quiet hours is nobody's business any more.
      if (held.delete(finding.id) || !told.delete(finding.id)) return
      send(finding)
      return
    }
    if (told.has(finding.id) || !wants(finding, notifications)) return
    if (isQuiet(notifications.quiet, minuteOfDay())) {
      held.set(finding.id, finding)
      return
    }
    told.add(finding.id)
    for (const id of told) {
      if (told.size <= mostTold) break
      told.delete(id)
    }
    send(finding)
  }

  function send(finding: Finding): void {
    waiting.push(finding)
    if (waiting.length > mostWaiting) waiting.shift()
    working ??= work()
  }

  async function work(): Promise<void> {
    for (let finding = waiting.shift(); finding; finding = waiting.shift()) {
      const message = await messageFor(finding)
      const { webhook } = settings().notifications
      if (!message || !webhook) continue
      const failure = await deliver(webhook, message, web)
      if (failure) console.error(`A message about "${message.title}" was given up. ${failure}`)
    }
    working = null
  }

  async function messageFor(finding: Finding): Promise<Message | null> {
    try {
      const run = await readRun(finding.runId)
      return run && messageOf(finding, run, url)
    } catch (error) {
      console.error(error)
      return null
    }
  }

  return {
    committed(events) {
      for (const event of events) if (event.type === 'finding') take(event.finding)
    },
    remember(findings) {
      for (const { id, resolvedStep } of findings) if (resolvedStep === null) told.add(id)
    },
    tick() {
      if (held.size === 0 || isQuiet(settings().notifications.quiet, minuteOfDay())) return
      const findings = [...held.values()]
      held.clear()
      for (const finding of findings) take(finding)
    },
    async test() {
      const { webhook } = settings().notifications
      if (!webhook) return 'There is no webhook yet: enter its address and save it first.'
      return deliver(webhook, testMessage(url), web, 1)
    },
    async idle() {
      await working
    },
  }
}
