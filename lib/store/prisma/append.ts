/** How a database takes events: those that only add rows below Prisma alone, all others in a transaction of Prisma's. */
import type { Prisma } from '../../../prisma/generated/sqlite/client.ts'
import { type RunEvent, runIdOf } from '../../run.ts'
import { createTurns } from '../../turns.ts'
import type { Answer, Engine } from '../engine.ts'
import { run } from '../sql/asking.ts'
import { pointIds } from '../sql/branches.ts'
import { commitPlain, isPlain, type Plain, writeAllPlain } from '../sql/commit.ts'
import { createPointWriter, type PointWriter } from '../sql/point-writer.ts'
import { holdVersions, writeVersions } from '../sql/run-versions.ts'
import { StaleRuns, type Store, type WatchSnapshots } from '../store.ts'
import { writeAnnotation } from './annotation-rows.ts'
import { findingToRow } from './rows.ts'
import { createRunWriter } from './run-writer.ts'

type Transaction = Prisma.TransactionClient

export function createAppend(engine: Engine): Store['append'] {
  const points = createPointWriter()

  /** Of whose runs the versions are held until the commit. */
  function* held(events: readonly RunEvent[], watches: WatchSnapshots) {
    const ids = [...new Set(events.map(runIdOf))]
    const deleted = events.filter(({ type }) => type === 'run-deleted').map(runIdOf)
    const versions = yield* holdVersions(ids, watches, new Set(deleted), engine.lockWords)
    points.begin(versions)
    return versions
  }

  async function appendByPrisma(...[events, watches, signal]: Parameters<Store['append']>): Promise<void> {
    await engine.transaction(async (transaction, answer) => {
      const turns = createTurns(signal)
      const versions = await answer(held(events, watches), turns)
      const runs = createRunWriter(transaction, answer, turns)
      await runs.prepare(events)
      // Points that follow each other go together: each question takes a way to the database and back.
      let waiting: Plain[] = []
      async function flush(): Promise<void> {
        await runs.flush()
        await answer(writeAllPlain(points, waiting), turns)
        waiting = []
      }
      for (const event of startsFirst(events)) {
        await turns()
        const isTaken = await runs.take(event)
        if (isPlain(event)) waiting.push(event)
        else if (!isTaken || event.type === 'run-branched') {
          await flush()
          await writeEvent({ transaction, answer, points }, event)
        }
      }
      await flush()
      await answer(writeVersions(versions, watches), turns)
    })
  }

  function* plain(events: readonly RunEvent[], watches: WatchSnapshots) {
    const versions = yield* held(events, watches)
    return yield* commitPlain(points, events, versions, watches)
  }

  return async (events, watches, signal) => {
    try {
      const isDone =
        events.every(isPlain) && (await engine.commit(plain(events, watches), createTurns(signal)))
      if (!isDone) await appendByPrisma(events, watches, signal)
      points.committed()
    } catch (error) {
      points.rolledBack()
      throw isOvertaken(error) ? new StaleRuns(events.map(runIdOf)) : error
    } finally {
      engine.reader.changed(events.map(runIdOf))
    }
  }
}

/** Two servers made the same run, or waited for each other: unique and deadlocked, by Prisma and by PostgreSQL. */
function isOvertaken(error: unknown): boolean {
  const { code } = error as { code?: unknown }
  return code === 'P2002' || code === 'P2034' || code === '23505' || code === '40P01'
}

/** New runs together before all else: what happens to one run says nothing of another. */
function startsFirst(events: readonly RunEvent[]): RunEvent[] {
  const seen = new Set<string>()
  const starts: RunEvent[] = []
  const others: RunEvent[] = []
  for (const event of events) {
    const isFirst = !seen.has(runIdOf(event))
    seen.add(runIdOf(event))
    ;(isFirst && event.type === 'run-started' ? starts : others).push(event)
  }
  return [...starts, ...others]
}

type Writing = { transaction: Transaction; answer: Answer; points: PointWriter }

async function writeEvent({ transaction, answer, points }: Writing, event: RunEvent): Promise<void> {
  switch (event.type) {
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
      return answer(points.setAside(event.runId, event.branch))
    case 'finding-acknowledged':
      await transaction.finding.updateMany({
        where: { id: event.findingId, acknowledgedAt: null },
        data: { acknowledgedAt: event.time },
      })
      return
    case 'run-deleted':
      // At once: the same id may be used again in this very transaction.
      points.forget(event.runId)
      return deleteRun(transaction, answer, event.runId)
  }
}

async function deleteRun(transaction: Transaction, answer: Answer, id: string): Promise<void> {
  for (const seriesId of await answer(pointIds(id))) await answer(deletePoints(seriesId))
  await transaction.run.deleteMany({ where: { id } })
}

function* deletePoints(seriesId: number) {
  yield* run('DELETE FROM points WHERE series_id = ?', [seriesId])
  yield* run('DELETE FROM rollups WHERE series_id = ?', [seriesId])
}
