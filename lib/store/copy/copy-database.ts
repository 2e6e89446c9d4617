/**
 * Copies a database to another one, of whichever engine. What is there already as it should be is left: a stopped
 * copy goes on.
 */
import type { Engine } from '../engine.ts'
import { type Asking, put, type Row, rows } from '../sql/asking.ts'
import { type Copied, copyRun } from './copy-run.ts'
import { readTable } from './stored-run.ts'
import { ofNoRun } from './tables.ts'

export type CopyProgress = { runs: number; of: number; points: number }
export type CopyDone = Record<Copied, number> & { points: number; changed: number; changedIds: string[] }

/** What a server could not send yet is sent by that server. */
const isOfAServer = ([name]: Row) => String(name).startsWith('waiting-messages')

export async function copyDatabase(
  from: Engine,
  to: Engine,
  tell: (progress: CopyProgress) => void,
): Promise<CopyDone> {
  const ids = (await from.answer(runIds())) as string[]
  const done: CopyDone = { copied: 0, same: 0, changed: 0, points: 0, changedIds: [] }
  for (const [i, id] of ids.entries()) {
    const copied = await copyRun(from, to, id, (count) => {
      done.points += count
      tell({ runs: i, of: ids.length, points: done.points })
    })
    done[copied]++
    if (copied === 'changed') done.changedIds.push(id)
    tell({ runs: i + 1, of: ids.length, points: done.points })
  }
  for (const table of ofNoRun) {
    const all = await from.answer(readTable(table, '1 = 1', []))
    await to.commit(
      putAll(
        table,
        all.filter((row) => table.name !== 'settings' || !isOfAServer(row)),
      ),
    )
  }
  return done
}

function* runIds(): Asking<string[]> {
  return (yield* rows('SELECT id FROM runs ORDER BY started_at, id', [])).map(([id]) => String(id))
}

function* putAll(table: Parameters<typeof put>[0], all: readonly Row[]): Asking<void> {
  for (const row of all) yield* put(table, row)
}
