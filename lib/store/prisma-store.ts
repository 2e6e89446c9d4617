/** The store: Prisma over SQLite for runs, findings, parameters and tags; points below Prisma, in the same transaction. */
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Prisma, PrismaClient } from '../../prisma/generated/client.ts'
import { toJson } from '../number.ts'
import { Refusal } from '../refusal.ts'
import { root } from '../root.ts'
import { applyToRun, type Run, type RunEvent, runIdOf } from '../run.ts'
import { type Connection, openConnection } from './connection.ts'
import { migrate } from './migrate.ts'
import { createPointWriter, type PointWriter } from './point-writer.ts'
import { createReader } from './reader.ts'
import { findingFromRow, findingToRow, recordFromRow, recordParts, runToRow, trainedFromRow } from './rows.ts'
import { sqliteAdapter } from './sqlite-adapter.ts'
import type { RunsQuery, Store } from './store.ts'

const migrationsFolder = join(root, 'prisma', 'migrations')

/** A transaction may wait for a slow disk for so long before it counts as failed. */
const transactionLimits = { maxWait: 60_000, timeout: 120_000 }

type Transaction = Prisma.TransactionClient

/** Opens the database of this file, made and migrated where needed. Refuses a file that cannot be used. */
export async function openPrismaStore(file: string): Promise<Store> {
  const connection = openDatabase(file)
  const prisma = new PrismaClient({
    adapter: sqliteAdapter(connection),
    transactionOptions: transactionLimits,
  })
  const points = createPointWriter(connection)
  const reader = createReader(file)

  return {
    kind: 'sqlite',
    async append(events, watches) {
      try {
        await prisma.$transaction(async (transaction) => {
          for (const event of events) await writeEvent(transaction, connection, points, event)
          for (const [id, watch] of watches)
            await transaction.run.updateMany({ where: { id }, data: { watch } })
        })
        points.committed()
      } catch (error) {
        points.rolledBack()
        throw error
      }
    },
    async readRun(id) {
      const row = await prisma.run.findUnique({ where: { id }, include: recordParts })
      return row && recordFromRow(row)
    },
    async readRuns(ids) {
      const rows = await prisma.run.findMany({ where: { id: { in: [...ids] } }, include: recordParts })
      return ids.flatMap((id) => rows.filter((row) => row.id === id).map(recordFromRow))
    },
    async listRuns(query) {
      const rows = await prisma.run.findMany({
        where: whereOf(query),
        include: recordParts,
        orderBy: orders[query.sort],
        take: query.limit + 1,
        ...(query.cursor === undefined ? {} : { cursor: { id: query.cursor }, skip: 1 }),
      })
      const page = rows.slice(0, query.limit)
      return {
        runs: page.map(recordFromRow),
        next: rows.length > page.length ? (page.at(-1)?.id ?? null) : null,
      }
    },
    async listProjects() {
      const rows = await prisma.run.findMany({
        distinct: ['project'],
        select: { project: true },
        orderBy: { project: 'asc' },
      })
      return rows.map(({ project }) => project)
    },
    readPoints: reader.readPoints,
    async readWatch(id) {
      return (await prisma.run.findUnique({ where: { id }, select: { watch: true } }))?.watch ?? null
    },
    async listWatches({ project, loss, limit }) {
      const rows = await prisma.run.findMany({
        where: { project, loss, watch: { not: null } },
        orderBy: orders.newest,
        take: limit,
        select: { id: true, loss: true, lossParams: true, params: true, watch: true },
      })
      return rows.map((row) => ({ ...trainedFromRow(row), id: row.id, watch: row.watch ?? '' }))
    },
    async readFinding(id) {
      const row = await prisma.finding.findUnique({ where: { id } })
      return row && findingFromRow(row)
    },
    async readSetting(name) {
      return (await prisma.setting.findUnique({ where: { name } }))?.value ?? null
    },
    async writeSetting(name, value) {
      await prisma.setting.upsert({ where: { name }, create: { name, value }, update: { value } })
    },
    async close() {
      await reader.close()
      await prisma.$disconnect()
    },
  }
}

function openDatabase(file: string): Connection {
  let connection: Connection | undefined
  try {
    mkdirSync(dirname(file), { recursive: true })
    connection = openConnection(file)
    migrate(connection, migrationsFolder)
    // The driver waits asleep, and with it everybody whom this process serves: who writes waits in turns instead.
    connection.exec('PRAGMA busy_timeout = 50')
    return connection
  } catch (error) {
    connection?.close()
    if (error instanceof Refusal) throw error
    throw new Refusal(
      'cannot-start',
      `The database ${file} cannot be opened (${(error as Error).message}): name another one with --db, or mend this one.`,
    )
  }
}

async function writeEvent(
  transaction: Transaction,
  connection: Connection,
  points: PointWriter,
  event: RunEvent,
): Promise<void> {
  switch (event.type) {
    case 'points':
      for (const columns of event.series) points.write(event.runId, columns)
      return resumeIfLost(transaction, event)
    case 'finding': {
      const data = findingToRow(event.finding)
      const { acknowledgedAt, ...rest } = data
      const update = acknowledgedAt === null ? rest : data
      await transaction.finding.upsert({ where: { id: data.id }, create: data, update })
      return
    }
    case 'finding-acknowledged':
      await transaction.finding.updateMany({
        where: { id: event.findingId, acknowledgedAt: null },
        data: { acknowledgedAt: event.time },
      })
      return
    case 'run-deleted':
      // At once: the same id may be used again in this very transaction.
      points.forget(event.runId)
      return deleteRun(transaction, connection, event.runId)
    default:
      return writeRun(transaction, event)
  }
}

/** Points of a lost run say that its source is back. */
async function resumeIfLost(transaction: Transaction, { runId }: { runId: string }): Promise<void> {
  await transaction.run.updateMany({
    where: { id: runId, status: 'lost' },
    data: { status: 'running', endedAt: null, reason: null },
  })
}

async function writeRun(transaction: Transaction, event: RunEvent): Promise<void> {
  const id = runIdOf(event)
  const row = await transaction.run.findUnique({ where: { id }, include: recordParts })
  const before = row && recordFromRow(row).run
  const run = applyToRun(before, event)
  if (!run || run === before) return
  const data = runToRow(run)
  await transaction.run.upsert({ where: { id }, create: data, update: data })
  if (event.type === 'run-started' || event.type === 'run-edited') await writeParamsAndTags(transaction, run)
}

async function writeParamsAndTags(transaction: Transaction, run: Run): Promise<void> {
  const runId = run.id
  await transaction.param.deleteMany({ where: { runId } })
  const params = Object.entries(run.params).map(([key, value]) => ({ runId, key, value: toJson(value) }))
  if (params.length) await transaction.param.createMany({ data: params })
  await transaction.tag.deleteMany({ where: { runId } })
  const tags = [...new Set(run.tags)].map((name) => ({ runId, name }))
  if (tags.length) await transaction.tag.createMany({ data: tags })
}

async function deleteRun(transaction: Transaction, connection: Connection, id: string): Promise<void> {
  const series = await transaction.series.findMany({ where: { runId: id }, select: { id: true } })
  for (const { id: seriesId } of series)
    for (const table of ['points', 'rollups'])
      connection.prepare(`DELETE FROM ${table} WHERE series_id = ?`).run([seriesId])
  await transaction.run.deleteMany({ where: { id } })
}

const orders: Record<RunsQuery['sort'], Prisma.RunOrderByWithRelationInput[]> = {
  newest: [{ startedAt: 'desc' }, { id: 'asc' }],
  oldest: [{ startedAt: 'asc' }, { id: 'asc' }],
  name: [{ name: 'asc' }, { id: 'asc' }],
}

function whereOf({ project, status, loss, q }: RunsQuery): Prisma.RunWhereInput {
  const text = q === undefined ? undefined : { contains: q }
  return {
    ...(project === undefined ? {} : { project }),
    ...(status === undefined ? {} : { status }),
    ...(loss === undefined ? {} : { loss }),
    ...(text
      ? { OR: [{ name: text }, { id: text }, { project: text }, { tags: { some: { name: text } } }] }
      : {}),
  }
}
