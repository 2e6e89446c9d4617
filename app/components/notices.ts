/** Notifications of the browser while its pages are hidden: one for each new incident of a live run, and for runs that end. */
import { at } from '../../lib/base-path.ts'
import { describeFinding } from '../../lib/detectors/words/message.ts'
import { decodeFinding } from '../../lib/live/wire.ts'
import { createIncidents, type Incidents } from '../../lib/notify/incidents.ts'
import { type Finding, isLive, type Run, type RunEvent } from '../../lib/run.ts'
import type { RunSummary } from '../../lib/summary/run-summary.ts'
import { ask } from './ask.ts'
import { createEndNotices } from './end-notices.ts'
import { areNoticesWanted, onNoticeSwitch } from './notice-switch.ts'

export type Notices = {
  /** To be called with the live runs as they are now: after each look. */
  look(runs: readonly RunSummary[]): Promise<void>
  /** To be called with what happens to any run. */
  hear(events: readonly RunEvent[]): void
  stop(): void
}

/** Loud enough for somebody who is doing something else, and not over yet. */
function calls({ severity, resolvedStep, acknowledgedAt }: Finding): boolean {
  return severity !== 'info' && resolvedStep === null && acknowledgedAt === null
}

/** The findings of these runs. Only runs with a headline have any. */
async function findingsOf(runs: readonly RunSummary[]): Promise<Finding[]> {
  const found: Finding[] = []
  for (const { id, headline } of runs) {
    if (!headline) continue
    const response = await ask(`/api/runs/${id}/findings`)
    const { findings = [] } = (await response.json()) as { findings?: Finding[] }
    found.push(...findings.map(decodeFinding))
  }
  return found
}

/** `askForLook` is called when notifications were just switched on: what is open then is not told. */
export function startNotices(askForLook: () => void): Notices {
  /** What was open at first, or was told; null until that is known. */
  let known: Incidents | null = null
  const ends = createEndNotices()
  const stopListening = onNoticeSwitch(() => {
    known = null
    ends.forget()
    if (areNoticesWanted()) askForLook()
  })

  function tell(finding: Finding): void {
    if (!known) return
    if (finding.resolvedStep !== null) known.end(finding)
    else if (calls(finding) && known.open(finding) && document.hidden) void show(finding)
  }

  return {
    async look(runs) {
      if (!areNoticesWanted()) return
      try {
        await ends.look(runs.map(({ id }) => id))
        const found = await findingsOf(runs)
        // After a break in the connection what began in it is new; at first nothing is.
        if (known) return found.forEach(tell)
        const atFirst = createIncidents()
        for (const finding of found.filter(calls)) atFirst.open(finding)
        known = atFirst
      } catch {
        // The server is away: the next connect looks again.
      }
    },
    hear(events) {
      if (!areNoticesWanted()) return
      ends.hear(events)
      for (const event of events) {
        if (event.type === 'finding') tell(event.finding)
        if (event.type === 'run-ended' || event.type === 'run-lost') known?.runLeft(event.runId)
      }
    },
    stop() {
      stopListening()
      ends.forget()
    },
  }
}

async function show(finding: Finding): Promise<void> {
  const run = await readRun(finding.runId)
  if (!run || !isLive(run)) return
  // Hidden pages of one browser that say the same show one notification, since it has one tag.
  const notice = new Notification(describeFinding(finding, run).title, { body: run.name, tag: finding.id })
  notice.onclick = () => {
    window.focus()
    window.location.assign(at(`/runs/${finding.runId}?finding=${encodeURIComponent(finding.id)}`))
  }
}

async function readRun(id: string): Promise<Run | null> {
  try {
    const response = await ask(`/api/runs/${id}`)
    return response.ok ? ((await response.json()) as { run: Run }).run : null
  } catch {
    return null
  }
}
