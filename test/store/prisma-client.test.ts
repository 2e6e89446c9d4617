import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openConnection } from '../../lib/store/sqlite/connection.ts'
import { migrate } from '../../lib/store/sqlite/migrate.ts'
import { sqliteAdapter } from '../../lib/store/sqlite/sqlite-adapter.ts'
import { PrismaClient } from '../../prisma/generated/sqlite/client.ts'
import { ownFolder } from '../own-folder.ts'

const folder = ownFolder()

let files = 0
const newFile = () => join(folder, `${files++}.db`)

describe('a Prisma client over the adapter', () => {
  const clientOf = () => {
    const connection = openConnection(newFile())
    migrate(connection, join(import.meta.dirname, '../../prisma/migrations'))
    return new PrismaClient({ adapter: sqliteAdapter(connection) })
  }
  const run = (id: string) => ({
    ...{ id, name: id, project: 'p', source: 's', lossParams: '{}', environment: '{}', notes: '' },
    ...{ status: 'running', startedAt: 1.5 },
  })

  it('gives back what was written, with its types', async () => {
    const prisma = clientOf()
    const data = { ...run('a'), group: null, seed: -0.1, plannedSteps: 2n ** 53n - 1n, endedAt: 5e-324 }
    await prisma.run.create({ data })
    expect(await prisma.run.findUnique({ where: { id: 'a' } })).toMatchObject(data)
    await prisma.point.create({
      data: { seriesId: 1, step: 2n ** 53n - 1n, time: 0, value: 0.1 + 0.2, kind: 0 },
    })
    expect(await prisma.point.findFirst()).toMatchObject({ step: 9007199254740991n, value: 0.1 + 0.2 })
    expect(await prisma.run.count()).toBe(1)
    await prisma.$disconnect()
  })

  it('hears of broken constraints by Prisma’s own codes', async () => {
    const prisma = clientOf()
    await prisma.run.create({ data: run('a') })
    await expect(prisma.run.create({ data: run('a') })).rejects.toMatchObject({ code: 'P2002' })
    await expect(prisma.tag.create({ data: { runId: 'nobody', name: 't' } })).rejects.toMatchObject({
      code: 'P2003',
    })
    await prisma.$disconnect()
  })

  it('rolls a transaction back when its function throws, and goes on', async () => {
    const prisma = clientOf()
    const broken = prisma.$transaction(async (transaction) => {
      await transaction.run.create({ data: run('gone') })
      throw new Error('changed my mind')
    })
    const beside = prisma.run.create({ data: run('beside') })
    await expect(broken).rejects.toThrow('changed my mind')
    await beside
    await prisma.$transaction(async (transaction) => transaction.run.create({ data: run('kept') }))
    const ids = (await prisma.run.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id)
    expect(ids).toEqual(['beside', 'kept'])
    await prisma.$disconnect()
  })

  it('is not held up by a transaction that gave up waiting for its turn', async () => {
    const prisma = clientOf()
    let finish = () => {}
    const held = new Promise<void>((resolve) => {
      finish = resolve
    })
    const first = prisma.$transaction(async (transaction) => {
      await transaction.run.create({ data: run('first') })
      await held
    })
    const late = prisma.$transaction(async (transaction) => transaction.run.create({ data: run('late') }), {
      maxWait: 20,
    })
    await expect(late).rejects.toMatchObject({ code: 'P2028' })
    finish()
    await first
    await prisma.run.create({ data: run('after') })
    expect(await prisma.run.count()).toBe(2)
    await prisma.$disconnect()
  })
})
