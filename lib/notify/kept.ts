/**
 * The messages that wait, kept over a restart as the ids of their findings. They are written when they change: a message that was
 * on its way when the server stopped is sent once more, under the same incident.
 */
import type { Finding } from '../run.ts'

export type Kept = { read(): Promise<string | null>; write(text: string): Promise<void> }

type Row = [incident: string, what: 'opened' | 'over']

/** Findings to be told, in order, as they are known by now; those of deleted runs are left out. */
export async function readWaiting(
  { read }: Kept,
  readFinding: (id: string) => Promise<Finding | null>,
): Promise<Finding[]> {
  const rows = JSON.parse((await read()) ?? '[]') as Row[]
  const findings: Finding[] = []
  for (const [incident, what] of rows) {
    const finding = await readFinding(incident)
    if (!finding) continue
    if (what === 'opened') findings.push({ ...finding, resolvedStep: null })
    else if (finding.resolvedStep !== null) findings.push(finding)
  }
  return findings
}

/** `write` keeps what waits at that moment or a little later; many changes at once are written once. */
export function keepWaiting(kept: Kept, waiting: () => readonly Finding[]) {
  let isStale = false
  let writing: Promise<void> | null = null

  async function write(): Promise<void> {
    while (isStale) {
      isStale = false
      const rows = waiting().map(
        ({ id, resolvedStep }): Row => [id, resolvedStep === null ? 'opened' : 'over'],
      )
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
