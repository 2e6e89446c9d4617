/** Copies one run from one database to another, page by page: what a stop leaves half-way is begun anew. */
import type { Columns } from '../../series.ts'
import type { Engine } from '../engine.ts'
import { type Asking, put, type Row, rows, settle, run as write } from '../sql/asking.ts'
import { pointIds } from '../sql/branches.ts'
import { rollups } from '../sql/rollup-rows.ts'
import { insertSeries, series } from '../sql/series-row.ts'
import { hashOfRun, readPage, readRollupRows, readStored, type StoredRun } from './stored-run.ts'
import { earlierSeries, runs } from './tables.ts'

type From = Pick<Engine, 'answer'>
type To = Pick<Engine, 'answer' | 'commit'>

/** `same`: it was there already. `changed`: it is another by now than what was copied, or is gone. */
export type Copied = 'copied' | 'same' | 'changed'

export async function copyRun(
  from: From,
  to: To,
  id: string,
  copiedPoints: (count: number) => void,
): Promise<Copied> {
  const wanted = await from.answer(hashOfRun(id))
  if (wanted === null) return 'changed'
  if ((await to.answer(hashOfRun(id))) === wanted) return 'same'
  const stored = await from.answer(readStored(id))
  if (!stored) return 'changed'
  await to.commit(removeRun(id))
  const ids = await to.commit(writeStored(stored))
  for (const [seriesId, own] of ids) await copySeries(from, to, { seriesId, own }, copiedPoints)
  return (await to.answer(hashOfRun(id))) === wanted ? 'copied' : 'changed'
}

function* removeRun(id: string): Asking<void> {
  for (const seriesId of yield* pointIds(id)) {
    yield* write('DELETE FROM points WHERE series_id = ?', [seriesId])
    yield* write('DELETE FROM rollups WHERE series_id = ?', [seriesId])
  }
  yield* write('DELETE FROM runs WHERE id = ?', [id])
}

/** All but points and roll-ups. Answers under which id each series of the other database stands in this one. */
function* writeStored(stored: StoredRun): Asking<Map<number, number>> {
  yield* put(runs, stored.run)
  // What others point to is there before them.
  yield* settle()
  for (const { table, rows: all } of stored.parts) {
    for (const row of all) yield* put(table, row)
    yield* settle()
  }
  const ids = new Map<number, number>()
  const made = yield* insertSeries(
    String(stored.run[0]),
    stored.series.map(([, , name]) => String(name)),
  )
  const idOf = new Map(made.map(({ name, id }) => [name, id]))
  for (const [seriesId, runId, name, ...rest] of stored.series) {
    const own = idOf.get(String(name)) as number
    ids.set(Number(seriesId), own)
    yield* put(series, [own, runId, name, ...rest] as Row)
  }
  for (const [seriesId, ...rest] of stored.earlier) {
    const columns = Object.keys(earlierSeries.columns).slice(1)
    const [[own] = []] = yield* rows(
      `INSERT INTO earlier_series (${columns}) VALUES (${columns.map(() => '?')}) RETURNING id`,
      rest,
    )
    ids.set(-Number(seriesId), -Number(own))
  }
  return ids
}

type Ids = { seriesId: number; own: number }

async function copySeries(from: From, to: To, { seriesId, own }: Ids, copiedPoints: (count: number) => void) {
  const rolled = await from.answer(readRollupRows(seriesId))
  await to.commit(writeRollups(own, rolled))
  for (let after = -1; ; ) {
    const columns = await from.answer(readPage(seriesId, after))
    if (columns.steps.length === 0) return
    await to.commit(writePage(own, columns))
    copiedPoints(columns.steps.length)
    after = columns.steps.at(-1) as number
  }
}

function* writeRollups(seriesId: number, rolled: readonly Row[]): Asking<void> {
  for (const [, ...rest] of rolled) yield* put(rollups, [seriesId, ...rest])
}

function* writePage(seriesId: number, columns: Columns): Asking<void> {
  yield { ask: 'points', seriesId, columns, areFresh: true }
}
