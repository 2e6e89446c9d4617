/** The store: Prisma over SQLite for runs, findings, parameters and tags; points below Prisma, in the same transaction. */
import { dirname, join } from 'node:path'
import { type Prisma, PrismaClient } from '../../prisma/generated/client.ts'
import { makeFolder } from '../make-folder.ts'
import { Refusal } from '../refusal.ts'
import { root } from '../root.ts'
import { type RunEvent, runIdOf } from '../run.ts'
import { createTurns } from '../turns.ts'
import { listAnnotations, writeAnnotation } from './annotation-rows.ts'
import { earlierIds } from './branches.ts'
import { type Connection, openConnection } from './connection.ts'
import { consoleStore, writeConsole } from './console-store.ts'
import { createLock } from './lock.ts'
import { migrate } from './migrate.ts'
import { createPointCommit, writePoints } from './point-commit.ts'
import { createPointWriter, type PointWriter } from './point-writer.ts'
import { createPredictionStore } from './prediction-store.ts'
import { createReader } from './reader.ts'
import { readRecord } from './record-reader.ts'
import { findingFromRow, findingToRow, listedParts, recordFromRow, trainedFromRow } from './rows.ts'
import { createRunWriter } from './run-writer.ts'
import { sqliteAdapter } from './sqlite-adapter.ts'
import type { RunsQuery, Store } from './store.ts'
import { sweepStore } from './sweep-store.ts'
import { writeWatches } from './watch-writer.ts'

const migrationsFolder = join(root, 'prisma', 'migrations')

/** A transaction may wait for a slow disk for so long before it counts as failed. */
const transactionLimits = { maxWait: 60_000, timeout: 120_000 }

type Transaction = Prisma.TransactionClient

/** Opens the database of this file, made and migrated where needed. Refuses a file that cannot be used. */
export async function openPrismaStore(file: string): Promise<Store> {
  const connection = openDatabase(file)
  const lock = createLock()
  const prisma = new PrismaClient({
    adapter: sqliteAdapter(connection, lock),
    transactionOptions: transactionLimits,
  })
  const points = createPointWriter(connection)
  const commitPoints = createPointCommit(connection, lock, points)
  const reader = createReader(file)

  async function appendByPrisma(...[events, watches, signal]: Parameters<Store['append']>): Promise<void> {
    await prisma.$transaction(async (transaction) => {
      const turns = createTurns(signal)
      const runs = createRunWriter(transaction, turns)
      await runs.prepare(events)
      for (const event of events) {
        await turns()
        if ((await runs.take(event)) && event.type !== 'run-branched') continue
        await runs.flush()
        await writeEvent(transaction, connection, points, event)
      }
      await runs.flush()
      await writeWatches(connection, watches, turns)
    })
  }

  return {
    ...createPredictionStore(connection, lock),
    ...consoleStore(connection),
    kind: 'sqlite',
    async append(events, watches, signal) {
      try {
        if (!(await commitPoints(events, watches, signal))) await appendByPrisma(events, watches, signal)
        points.committed()
      } catch (error) {
        points.rolledBack()
        throw error
      } finally {
        reader.changed(events.map(runIdOf))
      }
    },
    async readRun(id) {
      return await readRecord(prisma, id)
    },
    async readRuns(ids) {
      const rows = await prisma.run.findMany({ where: { id: { in: [...ids] } }, include: listedParts })
      const byId = new Map(rows.map((row) => [row.id, row]))
      return ids.flatMap((id) => {
        const row = byId.get(id)
        return row ? [recordFromRow(row)] : []
      })
    },
    async listRuns(query) {
      const rows = await prisma.run.findMany({
        where: whereOf(query),
        include: listedParts,
        orderBy: newestFirst,
        take: query.limit,
      })
      return rows.map(recordFromRow)
    },
    async listProjects() {
      // `distinct` would read all runs.
      const groups = await prisma.run.groupBy({ by: ['project'], orderBy: { project: 'asc' } })
      return groups.map(({ project }) => project)
    },
    readPoints: reader.readPoints,
    readDrawn: reader.readDrawn,
    readAverages: reader.readAverages,
    searchRuns: reader.searchRuns,
    listFields: reader.listFields,
    async readWatch(id) {
      return (await prisma.run.findUnique({ where: { id }, select: { watch: true } }))?.watch ?? null
    },
    async listWatches({ project, loss, limit }) {
      const rows = await prisma.run.findMany({
        where: { project, loss, watch: { not: null } },
        orderBy: newestFirst,
        take: limit,
        select: { id: true, loss: true, lossParams: true, lossDialect: true, params: true, watch: true },
      })
      return rows.map((row) => ({ ...trainedFromRow(row), id: row.id, watch: row.watch ?? '' }))
    },
    async readFinding(id) {
      const row = await prisma.finding.findUnique({ where: { id } })
      return row && findingFromRow(row)
    },
    listAnnotations: (runId) => listAnnotations(prisma, runId),
    async readSetting(name) {
      return (await prisma.setting.findUnique({ where: { name } }))?.value ?? null
    },
    async writeSetting(name, value) {
      await prisma.setting.upsert({ where: { name }, create: { name, value }, update: { value } })
    },
    ...sweepStore(prisma),
    async close() {
      await reader.close()
      await prisma.$disconnect()
    },
  }
}

function openDatabase(file: string): Connection {
  let connection: Connection | undefined
  try {
    makeFolder(dirname(file))
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
      return writePoints(points, event, createTurns())
    case 'console':
      return writeConsole(connection, event)
    case 'finding': {
      const data = findingToRow(event.finding)
      const { acknowledgedAt, ...rest } = data
      const update = acknowledgedAt === null ? rest : data
      await transaction.finding.upsert({ where: { id: data.id }, create: data, update })
      return
    }
    case 'annotation':
    case 'annotation-edited':
    case 'annotation-deleted':
      return writeAnnotation(transaction, event)
    case 'run-branched':
      points.setAside(event.runId, event.branch)
      return
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
  }
}

async function deleteRun(transaction: Transaction, connection: Connection, id: string): Promise<void> {
  const series = await transaction.series.findMany({ where: { runId: id }, select: { id: true } })
  const ids = [...series.map((one) => one.id), ...earlierIds(connection, id)]
  for (const seriesId of ids)
    for (const table of ['points', 'rollups'])
      connection.prepare(`DELETE FROM ${table} WHERE series_id = ?`).run([seriesId])
  await transaction.run.deleteMany({ where: { id } })
}

const newestFirst: Prisma.RunOrderByWithRelationInput[] = [{ startedAt: 'desc' }, { id: 'asc' }]

function whereOf({ project, status, beside }: RunsQuery): Prisma.RunWhereInput {
  return {
    ...(project === undefined ? {} : { project }),
    ...(status === undefined ? {} : { status }),
    ...(beside && { startedAt: { gte: beside.from, lte: beside.to }, NOT: { id: beside.id } }),
  }
}
