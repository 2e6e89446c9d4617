/** The store over a database: Prisma for runs, findings, parameters and tags; points below Prisma, in the same transaction. */
import type { Prisma } from '../../../prisma/generated/sqlite/client.ts'
import type { Engine } from '../engine.ts'
import { readConsole, readConsoleEnd } from '../sql/console-store.ts'
import { listPredictions, readPredictions, readTargets, writePredictions } from '../sql/prediction-store.ts'
import type { RunsQuery, Store } from '../store.ts'
import { listAnnotations } from './annotation-rows.ts'
import { createAppend } from './append.ts'
import { readRecord } from './record-reader.ts'
import { findingFromRow, listedParts, recordFromRow, trainedFromRow } from './rows.ts'
import { settingStore } from './setting-store.ts'
import { sweepStore } from './sweep-store.ts'
import { tokenStore } from './token-store.ts'

export function createDatabaseStore(engine: Engine): Store {
  const { prisma, answer, reader } = engine
  return {
    writePredictions: (runId, predictions) => engine.commit(writePredictions(runId, predictions)),
    listPredictions: (runIds) => answer(listPredictions(runIds)),
    readPredictions: (runId, which) => answer(readPredictions(runId, which)),
    readTargets: (hash) => answer(readTargets(hash)),
    readConsole: (runId, query) => answer(readConsole(runId, query)),
    readConsoleEnd: (runId) => answer(readConsoleEnd(runId)),
    kind: engine.kind,
    append: createAppend(engine),
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
    async readWatches(ids) {
      const select = { id: true, version: true, watch: true }
      const found = await prisma.run.findMany({ where: { id: { in: [...ids] } }, select })
      return new Map(found.map(({ id, version, watch }) => [id, { version, text: watch }]))
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
    ...settingStore(prisma),
    ...sweepStore(prisma),
    ...tokenStore(prisma),
    async close() {
      await reader.close()
      await engine.close()
    },
  }
}

const newestFirst: Prisma.RunOrderByWithRelationInput[] = [{ startedAt: 'desc' }, { id: 'asc' }]

function whereOf({ project, status, beside }: RunsQuery): Prisma.RunWhereInput {
  return {
    ...(project === undefined ? {} : { project }),
    ...(status === undefined ? {} : { status }),
    ...(beside && { startedAt: { gte: beside.from, lte: beside.to }, NOT: { id: beside.id } }),
  }
}
