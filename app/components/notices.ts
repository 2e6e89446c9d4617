/** Notifications of the browser: one for each new finding of a live run, while its page is hidden. */
import { describeFinding } from '../../lib/detectors/message.ts'
import { decodeFinding } from '../../lib/live/wire.ts'
import { type Finding, isLive, type Run, type RunEvent } from '../../lib/run.ts'
import type { RunSummary } from '../../lib/summary/run-summary.ts'
import { isNoticeSwitchedOn, onNoticeSwitch } from './notice-switch.ts'

export type Notices = {
  /** To be called with the live runs as they are now: after each look. */
  look(runs: readonly RunSummary[]): Promise<void>
  /** To be called with what happens to any run. */
  hear(events: readonly RunEvent[]): void
  stop(): void
}

function isWanted(): boolean {
  return 'Notification' in window && Notification.permission === 'granted' && isNoticeSwitchedOn()
}

/** Loud enough for somebody who is doing something else, and not over yet. */
function calls({ severity, resolvedStep, acknowledgedAt }: Finding): boolean {
  return severity !== 'info' && resolvedStep === null && acknowledgedAt === null
}

/** The open findings of these runs that call. Only runs with a headline have any. */
async function findingsOf(runs: readonly RunSummary[]): Promise<Finding[]> {
  const found: Finding[] = []
  for (const { id, headline } of runs) {
    if (!headline) continue
    const response = await fetch(`/api/runs/${id}/findings`)
    const { findings = [] } = (await response.json()) as { findings?: Finding[] }
    found.push(...findings.map(decodeFinding).filter(calls))
  }
  return found
}

/** `askForLook` is called when notifications were just switched on: what is open then is not told. */
export function startNotices(askForLook: () => void): Notices {
  /** Findings that were open at first, or were told; null until that is known. */
  let known: Set<string> | null = null
  const stopListening = onNoticeSwitch(() => {
    known = null
    if (isWanted()) askForLook()
  })

  function tell(finding: Finding): void {
    if (!known || !calls(finding) || known.has(finding.id)) return
    known.add(finding.id)
    if (document.hidden) void show(finding)
  }

  return {
    async look(runs) {
      if (!isWanted()) return
      try {
        const open = await findingsOf(runs)
        // After a break in the connection what began in it is new; at first nothing is.
        if (known) open.forEach(tell)
        else known = new Set(open.map(({ id }) => id))
      } catch {
        // The server is away: the next connect looks again.
      }
    },
    hear(events) {
      if (!isWanted()) return
      for (const event of events) if (event.type === 'finding') tell(event.finding)
    },
    stop: stopListening,
  }
}

async function show(finding: Finding): Promise<void> {
  const run = await readRun(finding.runId)
  if (!run || !isLive(run)) return
  // Hidden pages of one browser that say the same show one notification, since it has one tag.
  const notice = new Notification(describeFinding(finding).title, { body: run.name, tag: finding.id })
  notice.onclick = () => {
    window.focus()
    window.location.assign(`/runs/${finding.runId}?finding=${encodeURIComponent(finding.id)}`)
  }
}

async function readRun(id: string): Promise<Run | null> {
  try {
    const response = await fetch(`/api/runs/${id}`)
    return response.ok ? ((await response.json()) as { run: Run }).run : null
  } catch {
    return null
  }
}
