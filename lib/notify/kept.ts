/**
 * The notices that wait, kept over a restart as the ids of their findings and runs. They are written when they change: a message that
 * was on its way when the server stopped is sent once more, under the same incident.
 */
import type { Finding } from '../run.ts'
import type { Notice, RunEnd } from './notice.ts'

export type Kept = { read(): Promise<string | null>; write(text: string): Promise<void> }

/** `ended` comes with the id of a run, the others with that of a finding. */
type Row = [id: string, what: Notice['what']]

export type Waiting = { findings: Finding[]; endedRuns: string[] }

/** Findings to be told, in order, as they are known by now, and runs that had ended; findings of deleted runs are left out. */
export async function readWaiting(
  { read }: Kept,
  readFinding: (id: string) => Promise<Finding | null>,
): Promise<Waiting> {
  const rows = JSON.parse((await read()) ?? '[]') as Row[]
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

function rowsOf(notice: Notice): Row[] {
  if (notice.what === 'ended') return notice.ends.map(({ runId }): Row => [runId, 'ended'])
  return [[notice.finding.id, notice.what]]
}

/** `write` keeps what waits at that moment or a little later; many changes at once are written once. */
export function keepWaiting(kept: Kept, waiting: () => readonly Notice[], held: () => readonly RunEnd[]) {
  let isStale = false
  let writing: Promise<void> | null = null

  async function write(): Promise<void> {
    while (isStale) {
      isStale = false
      const ended = held().map(({ runId }): Row => [runId, 'ended'])
      const rows = [...waiting().flatMap(rowsOf), ...ended]
      await kept.write(JSON.stringify(rows)).catch((error) => console.error(error))
    }
    writing = null
  }

  return {
    write(): void {
      isStale = true
      writing ??= Promise.resolve().then(write)
    },
    async idle(): Promise<void> {
      await writing
    },
  }
}
