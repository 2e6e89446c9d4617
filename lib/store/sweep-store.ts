/** The part of the store that keeps sweeps. */
import type { PrismaClient, Sweep as Row } from '../../prisma/generated/client.ts'
import type { Sweep } from '../sweep/sweep.ts'
import type { Store } from './store.ts'

type SweepStore = Pick<Store, 'listSweeps' | 'readSweep' | 'writeSweep' | 'deleteSweep'>

export function sweepStore(prisma: PrismaClient): SweepStore {
  return {
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
      await prisma.sweep.upsert({ where: { id }, create: { id, ...rest }, update: rest })
    },
    async deleteSweep(id) {
      await prisma.sweep.deleteMany({ where: { id } })
    },
  }
}

function fromRow({ plan, ...row }: Row): Sweep {
  return { ...row, plan: JSON.parse(plan) as Sweep['plan'] }
}
