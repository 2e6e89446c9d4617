/** Rows of the list, as they travel. Those of ended runs are kept until something happens to them. */
import { unpackByRun } from '../packed-points.ts'
import type { Recorder } from '../recorder/recorder.ts'
import { type RunEvent, runIdOf } from '../run.ts'
import type { SeriesColumns } from '../series.ts'
import type { RunRecord, Store } from '../store/store.ts'
import { mainSeries } from '../summary/main-metric.ts'
import { packEnded, packLive } from '../summary/pack-row.ts'
import type { PackedEnded, PackedLive } from '../summary/packed-row.ts'
import { curveBuckets, type RunRow, rowOf } from '../summary/run-row.ts'

export type ListRows = {
  live(ids: readonly string[]): Promise<PackedLive[]>
  /** `columns`: names of what the cells have. */
  ended(ids: readonly string[], columns: readonly string[]): Promise<PackedEnded[]>
  committed(events: readonly RunEvent[]): void
  /** Anything may have happened. */
  clear(): void
}

/** Rows that are kept, of half a kilobyte each: a few pages of the list. */
const mostKept = 2000

/** Rows come in the order of their ids. What is damaged in one run is no reason to show none. */
export function createListRows(store: Store, { heardAt }: Pick<Recorder, 'heardAt'>): ListRows {
  /** By the id of the run, for the columns that were asked for last. */
  const kept = new Map<string, PackedEnded>()
  let keptColumns = ''
  /** Of each reading what has changed since it began: it may have come too early for that. */
  const readings = new Set<Set<string>>()

  async function rows<T>(ids: readonly string[], pack: (row: RunRow) => T): Promise<T[]> {
    const records = await store.readRuns(ids)
    const curves = await readCurves(store, records)
    return records.flatMap((record) => {
      const { id } = record.run
      const row = packed(record, curves.get(id) ?? [], (one) => pack({ ...one, heardAt: heardAt(id) }))
      return row === null ? [] : [row]
    })
  }

  return {
    live: (ids) => rows(ids, (row) => packLive(row, Date.now())),
    async ended(ids, columns) {
      const key = JSON.stringify(columns)
      if (key !== keptColumns) kept.clear()
      keptColumns = key
      const found = new Map(ids.flatMap((id) => keptOf(id)))
      const changed = new Set<string>()
      readings.add(changed)
      try {
        const missing = ids.filter((id) => !found.has(id))
        for (const row of missing.length ? await rows(missing, (one) => packEnded(one, columns)) : []) {
          found.set(row[0], row)
          if (!changed.has(row[0]) && keptColumns === key) keep(row)
        }
      } finally {
        readings.delete(changed)
      }
      return ids.flatMap((id) => {
        const row = found.get(id)
        return row ? [row] : []
      })
    },
    clear() {
      for (const changed of readings) for (const id of kept.keys()) changed.add(id)
      kept.clear()
    },
    committed(events) {
      for (const id of events.map(runIdOf)) {
        kept.delete(id)
        for (const changed of readings) changed.add(id)
      }
    },
  }

  function keptOf(id: string): [string, PackedEnded][] {
    const row = kept.get(id)
    return row ? [[id, row]] : []
  }

  function keep(row: PackedEnded): void {
    if (kept.size >= mostKept) kept.delete(kept.keys().next().value as string)
    kept.set(row[0], row)
  }
}

type Curves = ReadonlyMap<string, readonly SeriesColumns[]>

async function readCurves(store: Store, records: readonly RunRecord[]): Promise<Curves> {
  const names = new Map(
    records.map(({ run, series }) => [
      run.id,
      mainSeries(
        series.map(({ name }) => name),
        run,
      ),
    ]),
  )
  const read = async (runs: string[]): Promise<[string, SeriesColumns[]][]> => {
    const series = [...new Set(runs.flatMap((id) => names.get(id) ?? []))]
    const drawn = unpackByRun(await store.readDrawn({ runs, series, buckets: curveBuckets }))
    return [...drawn].map(([id, all]) => [id, all.filter(({ name }) => names.get(id)?.includes(name))])
  }
  try {
    return new Map(await read([...names.keys()]))
  } catch {
    // One of them is at fault: the others have their curves.
    const each = [...names.keys()].map((id) =>
      read([id]).catch((error) => {
        console.error(`The curve of the run "${id}" cannot be drawn: ${(error as Error).message}`)
        return []
      }),
    )
    return new Map((await Promise.all(each)).flat())
  }
}

/** Without its curve and its series, where these are at fault. */
function packed<T>(record: RunRecord, curves: readonly SeriesColumns[], pack: (row: RunRow) => T): T | null {
  const bare: RunRecord = { run: record.run, series: [], findings: [] }
  for (const [from, drawn] of [
    [record, curves],
    [bare, []],
  ] as const)
    try {
      return pack(rowOf(from, drawn))
    } catch (error) {
      console.error(`The run "${record.run.id}" cannot be listed as it is: ${(error as Error).message}`)
    }
  return null
}
