/** Writes what happened to runs themselves: all events of a run that come together are folded, and its row is written once. */

import type { Prisma } from '../../../prisma/generated/sqlite/client.ts'
import { toJson } from '../../number.ts'
import { applyToRun, type Run, type RunEvent, runIdOf } from '../../run.ts'
import type { Turns } from '../../turns.ts'
import type { Answer } from '../engine.ts'
import { type Asking, run as write } from '../sql/asking.ts'
import { isSafeForPrisma, recordFromRow, runToRow } from './rows.ts'

type Transaction = Prisma.TransactionClient

export type RunWriter = {
  /** Reads the runs of these events together, so that taking them asks for none. */
  prepare(events: readonly RunEvent[]): Promise<void>
  /** Whether the event was taken, to be written with the next flush. Points, findings and deletions are not. */
  take(event: RunEvent): Promise<boolean>
  flush(): Promise<void>
}

const taken: ReadonlySet<RunEvent['type']> = new Set([
  'run-started',
  'run-edited',
  'run-ended',
  'run-lost',
  'run-branched',
  'control',
])
/** Runs that are read in one question, and new ones that are written in one. */
const readAtOnce = 100
const writtenAtOnce = 20
/** Events after which parameters and tags may differ. */
const describing: ReadonlySet<RunEvent['type']> = new Set(['run-started', 'run-edited'])

export function createRunWriter(transaction: Transaction, answer: Answer, turns: Turns): RunWriter {
  const read = new Map<string, Run | null>()
  let touched = new Map<string, { stored: Run | null; run: Run | null; isDescribed: boolean }>()

  async function storedRun(id: string): Promise<Run | null> {
    const isRead = read.has(id)
    const run = isRead ? (read.get(id) as Run | null) : await readRun(transaction, id)
    // What is written next makes it another.
    read.delete(id)
    return run
  }

  /** By the events that were taken so far. */
  const lost = new Set<string>()

  return {
    async prepare(events) {
      const where = { id: { in: [...new Set(events.map(runIdOf))] }, status: 'lost' }
      for (const { id } of await transaction.run.findMany({ where, select: { id: true } })) lost.add(id)
      const ids = [...new Set(events.filter(({ type }) => taken.has(type)).map(runIdOf))]
      for (const id of ids) read.set(id, null)
      for (let from = 0; from < ids.length; from += readAtOnce) {
        await turns()
        for (const run of await readRuns(transaction, ids.slice(from, from + readAtOnce)))
          read.set(run.id, run)
      }
    },
    async take(event) {
      const id = runIdOf(event)
      // Who comes after it under the same id is another.
      if (event.type === 'run-deleted') {
        read.delete(id)
        lost.delete(id)
      }
      // Points of a lost run say that its program is back; they are written all the same.
      const isBack = event.type === 'points' && lost.has(id)
      if (!taken.has(event.type) && !isBack) return false
      const known = touched.get(id)
      const stored = known ? known.stored : await storedRun(id)
      const run = applyToRun(known ? known.run : stored, event)
      if (run?.status === 'lost') lost.add(id)
      else lost.delete(id)
      touched.set(id, {
        stored,
        run,
        isDescribed: (known?.isDescribed ?? false) || describing.has(event.type),
      })
      return !isBack
    },
    async flush() {
      const pending = touched
      touched = new Map()
      const changed = [...pending.values()].filter(({ stored, run }) => run && run !== stored)
      const fresh = changed.flatMap(({ stored, run }) => (stored || !run ? [] : [run]))
      for (let from = 0; from < fresh.length; from += writtenAtOnce) {
        await turns()
        await createRuns(transaction, fresh.slice(from, from + writtenAtOnce))
      }
      await answer(writeSeeds(fresh))
      for (const { stored, run, isDescribed } of changed) {
        if (!stored || !run) continue
        await turns()
        await transaction.run.update({ where: { id: run.id }, data: runToRow(run) })
        await answer(writeSeeds([run]))
        if (!isDescribed) continue
        await transaction.param.deleteMany({ where: { runId: run.id } })
        await transaction.tag.deleteMany({ where: { runId: run.id } })
        await writeParamsAndTags(transaction, [run])
      }
    },
  }
}

/** Those that Prisma would change. */
function* writeSeeds(runs: readonly Run[]): Asking<void> {
  for (const { id, seed } of runs)
    if (seed !== null && !isSafeForPrisma(seed))
      yield* write('UPDATE runs SET seed = ? WHERE id = ?', [seed, id])
}

async function readRun(transaction: Transaction, id: string): Promise<Run | null> {
  const row = await transaction.run.findUnique({ where: { id }, include: { params: true, tags: true } })
  return row && recordFromRow({ ...row, series: [], findings: [] }).run
}

async function readRuns(transaction: Transaction, ids: string[]): Promise<Run[]> {
  const rows = await transaction.run.findMany({
    where: { id: { in: ids } },
    include: { params: true, tags: true },
  })
  return rows.map((row) => recordFromRow({ ...row, series: [], findings: [] }).run)
}

async function createRuns(transaction: Transaction, runs: readonly Run[]): Promise<void> {
  await transaction.run.createMany({ data: runs.map(runToRow) })
  await writeParamsAndTags(transaction, runs)
}

async function writeParamsAndTags(transaction: Transaction, runs: readonly Run[]): Promise<void> {
  const params = runs.flatMap(({ id: runId, params }) =>
    Object.entries(params).map(([key, value]) => ({ runId, key, value: toJson(value) })),
  )
  if (params.length) await transaction.param.createMany({ data: params })
  const tags = runs.flatMap(({ id: runId, tags }) => [...new Set(tags)].map((name) => ({ runId, name })))
  if (tags.length) await transaction.tag.createMany({ data: tags })
}
