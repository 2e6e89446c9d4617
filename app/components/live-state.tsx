'use client'
import Link from 'next/link'
import { useEffect, useState } from 'react'
import { watch } from '../../lib/live/page-socket.ts'
import { decodeFinding } from '../../lib/live/wire.ts'
import { type Finding, type RunEvent, severities } from '../../lib/run.ts'
import type { RunSummary } from '../../lib/summary/run-summary.ts'
import { loadWords } from './loaded.ts'
import { areNoticesWanted, onNoticeSwitch } from './notice-switch.ts'
import type { Notices } from './notices.ts'
import { createPacer } from './pacer.ts'
import { mostRead, readLiveRuns } from './runs/live-runs.ts'

/** The shortest time between two looks at the running runs. */
const lookMs = 1000

type Worst = { run: RunSummary; finding: Finding }
type LiveState = { count: number; worst: (Worst & { title: string }) | null }

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

function changesState({ type }: RunEvent): boolean {
  return type !== 'points' && type !== 'run-edited'
}

function useLiveState(): LiveState | null {
  const [state, setState] = useState<LiveState | null>(null)
  useEffect(() => {
    let isOver = false
    async function look(): Promise<void> {
      try {
        const runs = await readLiveRuns(performance.now())
        if (isOver) return
        const worst = worstOf(runs)
        // Its words are loaded where there is something to say.
        const said = worst && (await loadWords())
        if (isOver) return
        const told =
          worst && said ? { ...worst, title: said.describeFinding(decodeFinding(worst.finding)).title } : null
        setState({ count: runs.length, worst: told })
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
        onConnection: () => {},
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
  return state
}

/** How many runs are live, and the worst that goes on in them, on every page. */
export function LiveState() {
  const state = useLiveState()
  if (!state?.count) return null
  const { count, worst } = state
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
