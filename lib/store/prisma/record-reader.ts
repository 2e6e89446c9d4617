/** Reads all that is stored of one run but its points. */
import type { PrismaClient } from '../../../prisma/generated/sqlite/client.ts'
import { createTurns } from '../../turns.ts'
import type { RunRecord } from '../store.ts'
import { recordFromRow, recordParts } from './rows.ts'

const seriesAtOnce = 1000

export async function readRecord(prisma: PrismaClient, id: string): Promise<RunRecord | null> {
  const { series: _, ...parts } = recordParts
  const row = await prisma.run.findUnique({ where: { id }, include: parts })
  return row && recordFromRow({ ...row, series: await readSeries(prisma, id) })
}

/** A run may have many thousands of series: others have their turns while they are read. */
async function readSeries(prisma: PrismaClient, runId: string) {
  const turns = createTurns()
  const rows = []
  for (let after = ''; ; await turns()) {
    const where = { runId, name: { gt: after } }
    const next = await prisma.series.findMany({ where, ...recordParts.series, take: seriesAtOnce })
    rows.push(...next)
    if (next.length < seriesAtOnce) return rows
    after = next.at(-1)?.name ?? after
  }
}
