/** The part of the store that keeps sweeps. */
import type {
  PrismaClient,
  Run as RunRow,
  Sweep as SweepRow,
} from '../../../prisma/generated/sqlite/client.ts'
import type { RunStatus, StopAsked } from '../../run.ts'
import { nameTaken, type Sweep } from '../../sweep/sweep.ts'
import type { RunStanding, Store } from '../store.ts'

type SweepStore = Pick<Store, 'listStandings' | 'listSweeps' | 'readSweep' | 'writeSweep' | 'deleteSweep'>

export function sweepStore(prisma: PrismaClient): SweepStore {
  return {
    async listStandings(prefix) {
      // A range, as LIKE takes both cases for one and so no index.
      const rows = await prisma.run.findMany({
        where: { id: { gte: prefix, lt: `${prefix}\u{10ffff}` } },
        select: { id: true, status: true, stopAsked: true },
      })
      return rows.map(standingFromRow)
    },
    async listSweeps() {
      const rows = await prisma.sweep.findMany({ orderBy: [{ createdAt: 'desc' }, { id: 'asc' }] })
      return rows.map(fromRow)
    },
    async readSweep(idOrName) {
      const row =
        (await prisma.sweep.findUnique({ where: { id: idOrName } })) ??
        (await prisma.sweep.findUnique({ where: { name: idOrName } }))
      return row && fromRow(row)
    },
    async writeSweep(sweep) {
      const { id, ...rest } = { ...sweep, plan: JSON.stringify(sweep.plan) }
      try {
        await prisma.sweep.upsert({ where: { id }, create: { id, ...rest }, update: rest })
      } catch (error) {
        // Not unique: of servers that make it at once, one does.
        if ((error as { code?: unknown }).code === 'P2002') throw nameTaken(sweep)
        throw error
      }
    },
    async deleteSweep(id) {
      await prisma.sweep.deleteMany({ where: { id } })
    },
  }
}

function standingFromRow({
  id,
  status,
  stopAsked,
}: Pick<RunRow, 'id' | 'status' | 'stopAsked'>): RunStanding {
  const asked = stopAsked === null ? null : (JSON.parse(stopAsked) as StopAsked)
  return { id, status: status as RunStatus, stopAsked: asked }
}

function fromRow({ plan, ...row }: SweepRow): Sweep {
  return { ...row, plan: JSON.parse(plan) as Sweep['plan'] }
}
