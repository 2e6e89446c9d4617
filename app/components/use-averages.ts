'use client'
import { useEffect, useMemo, useRef, useState } from 'react'
import { type Averages, averagesKey, averagesOf, withLater } from '../../lib/averages.ts'
import { averagesFromJson } from '../../lib/http/averages-json.ts'
import type { SeriesColumns } from '../../lib/series.ts'
import { ask } from './ask.ts'
import { fewAtOnce } from './few-at-once.ts'
import { createPacer } from './pacer.ts'

/** Series of a run as they are known, of all its steps. */
export type KnownSeries = {
  runId: string
  series: readonly SeriesColumns[]
  /** False where values between the known ones are only in the store. */
  isComplete: boolean
  /** How often the run was read again. */
  reads: number
}

export type AveragesOf = ReadonlyMap<string, Averages>

/** The shortest time between two pictures while averages come. */
const pictureMs = 300
const inTurn = fewAtOnce(6)

const none: AveragesOf = new Map()

/** What smoothing goes by: averages of the whole series, made here where every value is known, else read and grown. */
export function useAverages(known: readonly KnownSeries[], isWanted: boolean): AveragesOf {
  const [read, setRead] = useState<AveragesOf>(none)
  const asked = useRef(new Map<string, string>())
  // Of hundreds of runs each has an answer of its own: they are shown together.
  const newest = useRef(new Map<string, Averages>())
  const pacer = useMemo(() => createPacer(() => setRead(new Map(newest.current)), pictureMs), [])
  useEffect(() => pacer.stop, [pacer])
  const thinned = isWanted ? known.filter(({ isComplete, series }) => !isComplete && series.length > 0) : []
  const wanted = JSON.stringify(thinned.map(requestOf))

  useEffect(() => {
    for (const [runId, names, stage] of JSON.parse(wanted) as ReturnType<typeof requestOf>[]) {
      const request = JSON.stringify([names, stage])
      if (asked.current.get(runId) === request) continue
      asked.current.set(runId, request)
      inTurn(() => readAverages(runId, names)).then(
        (series) => {
          for (const one of series) newest.current.set(averagesKey(runId, one.name), one)
          pacer.ask()
        },
        // The server is away: asked again when the run has been read again.
        () => asked.current.delete(runId),
      )
    }
  }, [wanted, pacer])

  return useMemo(() => {
    if (!isWanted) return none
    const made = new Map<string, Averages>()
    for (const { runId, series, isComplete } of known)
      for (const columns of series) {
        const key = averagesKey(runId, columns.name)
        const before = read.get(key)
        if (isComplete) made.set(key, averagesOf(columns.name, columns))
        else if (before) made.set(key, withLater(before, columns))
      }
    return made
  }, [known, read, isWanted])
}

/** Read again when a run has grown by an eighth: ranges become wider, and later points may be known in part only. */
function requestOf({ runId, series, reads }: KnownSeries) {
  const last = Math.max(0, ...series.map(({ steps }) => steps.at(-1) ?? 0))
  const stage = `${reads} ${Math.floor(6 * Math.log2(last + 1))}`
  return [runId, series.map(({ name }) => name), stage] as const
}

async function readAverages(runId: string, names: readonly string[]): Promise<Averages[]> {
  const search = new URLSearchParams(names.map((name) => ['series', name]))
  const response = await ask(`/api/runs/${runId}/averages?${search}`)
  if (!response.ok) throw new Error(`The averages could not be read (${response.status}).`)
  return averagesFromJson(await response.json())
}
