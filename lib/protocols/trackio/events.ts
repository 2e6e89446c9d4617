/** Rows of Trackio's client as events of runs. Pure. */

import { createHash } from 'node:crypto'
import { plainParams } from '../../delivery/logged.ts'
import { limits } from '../../limits.ts'
import { numberFromSource } from '../../number.ts'
import type { Run, RunEvent } from '../../run.ts'
import { isTime } from '../../time.ts'
import { wholeText } from '../../whole-text.ts'
import { gathered, type Logged } from '../gathered.ts'
import { keptName } from '../kept-text.ts'
import type { Row } from './schema.ts'

/** Trackio names a run by an id of its own, older clients by its name alone. */
export function runIdOf(project: string, name: string, id: string | null | undefined): string {
  if (id && /^[A-Za-z0-9_-]{1,64}$/.test(id)) return id
  return createHash('sha256').update(`${project}/${name}`).digest('hex').slice(0, 32)
}

/** The Trainer counts its calls of log as steps, and logs the step of the training beside. */
const trainingStep = 'train/global_step'

/** The events of the rows of one run; it begins with the first, or with a config that says more of it. */
export function eventsOf(id: string, rows: readonly Row[], known: Run | null, now: number): RunEvent[] {
  const [first] = rows
  if (!first) return []
  const config = Object.assign({}, ...rows.map((row) => row.config ?? {})) as Record<string, unknown>
  const { _Username, _Created, _Group, ...chosen } = config
  const params = plainParams(chosen)
  const events: RunEvent[] = []
  const named = keptName(_Group)
  const group = named === undefined ? {} : { group: named }
  if (known === null || known.endedAt !== null) {
    const about = known
      ? {}
      : {
          name: wholeText(first.run, limits.name),
          project: wholeText(first.project, limits.name),
          source: 'trackio',
        }
    const said = { ...about, ...group, params: { ...known?.params, ...params } }
    events.push({ type: 'run-started', run: { id, ...said }, time: timeOf(_Created, now) })
  } else if (Object.keys(params).length)
    events.push({
      type: 'run-edited',
      runId: id,
      changes: { ...group, params: { ...known.params, ...params } },
    })
  const series = gathered(loggedIn(rows, now))
  if (series.length) events.push({ type: 'points', runId: id, series })
  return events
}

function timeOf(text: unknown, now: number): number {
  const time = typeof text === 'string' ? Date.parse(text) : Number.NaN
  return isTime(time) ? time : now
}

function* loggedIn(rows: readonly Row[], now: number): Generator<Logged> {
  for (const { metrics, step, timestamp } of rows) {
    const at = numberFromSource(metrics[trainingStep]) ?? step ?? 0
    const time = timeOf(timestamp, now)
    for (const [name, value] of numbersIn(metrics))
      if (name !== trainingStep) yield { name, step: at, value, time }
  }
}

/** Numbers by their names, nested ones joined by a slash. */
function numbersIn(metrics: Record<string, unknown>, prefix = '', depth = 0): [string, number][] {
  return Object.entries(metrics).flatMap(([key, value]): [string, number][] => {
    const name = prefix ? `${prefix}/${key}` : key
    const number = numberFromSource(value)
    if (number !== undefined) return [[name, number]]
    const isNested = typeof value === 'object' && value !== null && !Array.isArray(value) && depth < 10
    return isNested ? numbersIn(value as Record<string, unknown>, name, depth + 1) : []
  })
}
