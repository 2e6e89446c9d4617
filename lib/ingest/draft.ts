/** A run while its file is read: takes points one by one, keeps the notes, makes sure that all of it can be sent. */

import { describedRun } from '../delivery/described.ts'
import { plainParams } from '../delivery/logged.ts'
import { plural } from '../format.ts'
import { limits } from '../limits.ts'
import type { EndedStatus, RunDescription } from '../run.ts'
import { isTime } from '../time.ts'
import { wholeText } from '../whole-text.ts'
import { createColumns, type GrowingColumns } from './columns.ts'
import type { ForeignRun } from './foreign.ts'

export type Draft = {
  /** Adds a point; without a time it has that of the file. A step that cannot be one is counted and said. */
  add(series: string, step: number, value: number, time?: number): void
  /** Says something of the run once. */
  note(sentence: string): void
  describe(description: Partial<Omit<RunDescription, 'notes' | 'params'>>): void
  params(params: Readonly<Record<string, unknown>>): void
  /** What of a plain file could be the step, and what was taken for it. */
  steppedBy(step: string | null, names: readonly string[]): void
  ended(status: EndedStatus, at?: number): void
  started(at: number): void
  columns(series: string): GrowingColumns | undefined
  readonly points: number
  readonly names: readonly string[]
  run(): ForeignRun
}

/** Points of one run that are kept in memory; 24 bytes each. */
export const mostPoints = 20_000_000
const mostSeries = 10_000

/** @param modified when the file was last written, ms since 1970 */
export function createDraft(name: string, source: string, modified: number, part = ''): Draft {
  const series = new Map<string, GrowingColumns>()
  const notes = new Set<string>()
  let description: Partial<RunDescription> = { name: named(name), source }
  let params: Record<string, unknown> = {}
  let status: EndedStatus = 'finished'
  let startedAt = Number.POSITIVE_INFINITY
  let endedAt = Number.NEGATIVE_INFINITY
  let stepped: ForeignRun['columns']
  let points = 0
  let badSteps = 0
  let left = 0

  return {
    add(name, step, value, time = modified) {
      if (!Number.isSafeInteger(step) || step < 0) return void badSteps++
      let columns = series.get(name)
      if (points >= mostPoints || (!columns && series.size >= mostSeries)) return void left++
      if (!columns) {
        columns = createColumns()
        series.set(name, columns)
      }
      points++
      columns.add(step, value, isTime(time) ? Math.round(time) : modified)
    },
    note: (sentence) => void notes.add(sentence),
    describe: (more) => {
      description = { ...description, ...more }
      if (more.name !== undefined) description.name = named(more.name)
    },
    params: (more) => {
      params = { ...params, ...more }
    },
    steppedBy: (step, names) => {
      stepped = { step, names }
    },
    ended(how, at) {
      status = how
      if (at !== undefined && isTime(at)) endedAt = at
    },
    started(at) {
      if (isTime(at)) startedAt = at
    },
    columns: (name) => series.get(name),
    get points() {
      return points
    },
    get names() {
      return [...series.keys()]
    },
    run() {
      const taken = new Set<string>()
      let replaced = 0
      const settled = [...series].flatMap(([name, columns]) => {
        const { replaced: more, ...points } = columns.settled()
        replaced += more
        if (points.steps.length === 0) return []
        return [{ name: seriesName(name, taken), ...points }]
      })
      for (const { times } of settled)
        for (const time of times) {
          startedAt = Math.min(startedAt, time)
          endedAt = Math.max(endedAt, time)
        }
      if (replaced)
        notes.add(
          `Of steps that were logged more than once the last value holds: ${plural(replaced, 'earlier value')} left out.`,
        )
      if (badSteps)
        notes.add(`Left out: ${plural(badSteps, 'value')} whose step is no whole number from 0 on.`)
      if (left)
        notes.add(
          `Left out: ${plural(left, 'value')}, since at most ${mostPoints} values and ${mostSeries} series of a run are read.`,
        )
      const { run: described, faults } = describedRun({
        ...description,
        ...(Object.keys(params).length > 0 && { params: plainParams(params) }),
      })
      return {
        part,
        description: { ...described, notes: wholeText([...notes, ...faults].join('\n'), limits.text) },
        startedAt: Number.isFinite(startedAt) ? startedAt : modified,
        endedAt: Number.isFinite(endedAt)
          ? Math.max(endedAt, Number.isFinite(startedAt) ? startedAt : endedAt)
          : modified,
        status,
        series: settled,
        ...(stepped && { columns: stepped }),
      }
    },
  }
}

function named(name: string): string {
  return wholeText(name.slice(-limits.name)) || 'run'
}

/** A name as long as the server takes it, that no other series of the run has. */
function seriesName(name: string, taken: Set<string>): string {
  const whole = wholeText(name, limits.name) || 'unnamed'
  let good = whole
  for (let count = 1; taken.has(good); count++)
    good = `${wholeText(whole, limits.name - count)}${'_'.repeat(count)}`
  taken.add(good)
  return good
}
