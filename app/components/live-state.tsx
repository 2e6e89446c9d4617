'use client'
import Link from 'next/link'
import { useEffect, useState } from 'react'
import { watch } from '../../lib/live/page-socket.ts'
import { type Finding, type RunEvent, severities } from '../../lib/run.ts'
import type { RunSummary } from '../../lib/summary/run-summary.ts'
import { ask } from './ask.ts'
import { areNoticesWanted, onNoticeSwitch } from './notice-switch.ts'
import type { Notices } from './notices.ts'
import { createPacer } from './pacer.ts'
import { Reconnecting } from './reconnecting.tsx'
import { mostRead, readLiveRuns } from './runs/live-runs.ts'

/** The shortest time between two looks at the running runs. */
const lookMs = 1000

type Worst = { run: RunSummary; finding: Finding }
type Seen = { count: number; worst: (Worst & { title: string }) | null }
type LiveState = { seen: Seen | null; hearsNothing: boolean }

/** Worst first, of what nobody has acknowledged; of equals the newest run, as the list is sorted. */
function worstOf(runs: readonly RunSummary[]): Worst | null {
  let worst: Worst | null = null
  for (const run of runs) {
    const finding = run.headline
    if (!finding || finding.severity === 'info' || finding.acknowledgedAt !== null) continue
    if (!worst || severities.indexOf(finding.severity) > severities.indexOf(worst.finding.severity))
      worst = { run, finding }
  }
  return worst
}

let titled = { id: '', title: '' }

/** What the server says of it: its words are not loaded for one line. Null where it is over by now. */
async function titleOf({ run, finding: { id } }: Worst): Promise<string | null> {
  if (titled.id === id) return titled.title
  const response = await ask(`/api/verbs/list_findings?run=${encodeURIComponent(run.id)}&limit=100`)
  const told = ((await response.json()) as { findings?: { id: string; title: string }[] }).findings ?? []
  const found = told.find((one) => one.id === id)
  if (found) titled = { id, title: found.title }
  return found?.title ?? null
}

function changesState({ type }: RunEvent): boolean {
  return type !== 'points' && type !== 'run-edited'
}

function useLiveState(): LiveState {
  const [seen, setSeen] = useState<Seen | null>(null)
  const [hearsNothing, setHearsNothing] = useState(false)
  useEffect(() => {
    let isOver = false
    async function look(): Promise<void> {
      try {
        const runs = await readLiveRuns(performance.now())
        if (isOver) return
        const worst = worstOf(runs)
        const title = worst && (await titleOf(worst))
        if (isOver) return
        setSeen({ count: runs.length, worst: worst && title !== null ? { ...worst, title } : null })
        await notices?.look(runs)
      } catch {
        // The server is away: the next connect looks again.
      }
    }
    const pacer = createPacer(() => void look(), lookMs)
    let notices: Notices | null = null
    /** Loaded where they are wanted, with a look at what is open then. */
    async function begin(): Promise<void> {
      if (notices || !areNoticesWanted()) return
      const { startNotices } = await import('./notices.ts')
      if (isOver || notices) return
      notices = startNotices(pacer.ask)
      pacer.ask()
    }
    void begin()
    const stopListening = onNoticeSwitch(() => void begin())
    const stop = watch(
      { runs: true },
      {
        onReady: pacer.ask,
        onEvents: (events) => {
          notices?.hear(events)
          if (events.some(changesState)) pacer.ask()
        },
        onConnection: (_, byEvents) => setHearsNothing(!byEvents),
      },
    )
    return () => {
      isOver = true
      pacer.stop()
      stopListening()
      notices?.stop()
      stop()
    }
  }, [])
  return { seen, hearsNothing }
}

/** How many runs are live, and the worst that goes on in them, on every page; and whether the page hears nothing of its server. */
export function LiveState() {
  const { seen, hearsNothing } = useLiveState()
  return (
    <>
      {hearsNothing && <Reconnecting />}
      {seen && seen.count > 0 && <LiveRuns {...seen} />}
    </>
  )
}

function LiveRuns({ count, worst }: Seen) {
  return (
    <>
      {worst && (
        <Link className={`worst ${worst.finding.severity}`} href={`/runs/${worst.run.id}`}>
          {worst.title} · {worst.run.name}
        </Link>
      )}
      <Link className="status" data-status="running" href="/">
        {count >= mostRead ? `${mostRead}+` : count} live
      </Link>
    </>
  )
}
