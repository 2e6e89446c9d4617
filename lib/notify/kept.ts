/**
 * The notices that wait, kept over a restart as the ids of their findings and runs. They are written when they
 * change: a message that was on its way when the server stopped is sent once more, under the same incident.
 */
import { Refusal } from '../refusal.ts'
import type { Finding } from '../run.ts'
import type { Notice, RunEnd } from './notice.ts'

export type Kept = { write(text: string): Promise<void> }

/** `ended` comes with the id of a run, the others with that of a finding. */
export type Row = [id: string, what: Notice['what']]

export type Waiting = { findings: Finding[]; endedRuns: string[] }

/** Findings to be told, in order, as they are known by now, and runs that had ended; findings of deleted runs are left out. */
export async function readWaiting(
  text: string | null,
  readFinding: (id: string) => Promise<Finding | null>,
): Promise<Waiting> {
  const rows = JSON.parse(text ?? '[]') as Row[]
  const findings: Finding[] = []
  const endedRuns: string[] = []
  for (const [id, what] of rows) {
    if (what === 'ended') {
      endedRuns.push(id)
      continue
    }
    const finding = await readFinding(id)
    if (!finding) continue
    if (what === 'opened') findings.push({ ...finding, resolvedStep: null })
    else if (finding.resolvedStep !== null) findings.push(finding)
  }
  return { findings, endedRuns }
}

function rowsOfNotice(notice: Notice): Row[] {
  if (notice.what === 'ended') return notice.ends.map(({ runId }): Row => [runId, 'ended'])
  return [[notice.finding.id, notice.what]]
}

/** Blanks at the end of what is kept, which change as a sign of life: what stands still is that of a server that is gone. */
const mostBlanks = 10

/** `write` keeps what waits at that moment or a little later; many changes at once are written once. */
export function keepWaiting(
  kept: Kept,
  waiting: () => readonly Notice[],
  held: () => readonly RunEnd[],
  announced: () => readonly Row[],
) {
  let isStale = false
  let hasFailed = false
  let beats = 0
  let writing: Promise<void> | null = null

  function rows(): Row[] {
    const ended = held().map(({ runId }): Row => [runId, 'ended'])
    return [...waiting().flatMap(rowsOfNotice), ...ended, ...announced()]
  }

  async function write(): Promise<void> {
    while (isStale) {
      isStale = false
      hasFailed = false
      const waits = rows()
      const beat = waits.length ? ' '.repeat(beats++ % mostBlanks) : ''
      await kept.write(JSON.stringify(waits) + beat).catch((error) => {
        hasFailed = true
        // The trouble of the store is said by itself.
        if (!(error instanceof Refusal)) console.error(error)
      })
    }
    writing = null
  }

  function writeSoon(): void {
    isStale = true
    writing ??= Promise.resolve().then(write)
  }

  return {
    write: writeSoon,
    /** Gives a sign of life where anything waits, and writes again what could not be written. */
    beat(): void {
      if (hasFailed || rows().length > 0) writeSoon()
    },
    async idle(): Promise<void> {
      await writing
    },
  }
}
