/** What ClearML's client tells of a task, as changes and points of a run. Pure. */

import { plainParams } from '../../delivery/logged.ts'
import { limits } from '../../limits.ts'
import { numberFromSource } from '../../number.ts'
import type { Params, Run, RunChanges } from '../../run.ts'
import type { SeriesColumns } from '../../series.ts'
import { isTime } from '../../time.ts'
import { gathered } from '../gathered.ts'
import { keptName, keptText } from '../kept-text.ts'
import type { Event, Task } from './schema.ts'

/** Projects have no rows of their own here: their id is their name, in letters that ids may have. */
export const projectId = (name: string) => Buffer.from(name).toString('hex')
export const projectName = (id: string) =>
  keptName(/^([0-9a-f]{2})+$/.test(id) ? Buffer.from(id, 'hex').toString('utf8') : undefined) ?? 'default'

export function changesOf(
  { name, comment, tags, hyperparams, script }: Omit<Task, 'project'>,
  run: Run | null,
): RunChanges {
  const params = paramsOf(hyperparams ?? {})
  const commit = keptName(script?.version_num)
  const named = keptName(name)
  // Its own first words say nothing that is not said elsewhere.
  const notes = comment && !comment.startsWith('Auto-generated at') ? keptText(comment) : undefined
  return {
    ...(named && { name: named }),
    ...(notes && { notes }),
    ...(tags && { tags: tags.flatMap((tag) => keptName(tag) ?? []).slice(0, limits.tags) }),
    ...(Object.keys(params).length && { params: { ...run?.params, ...params } }),
    ...(commit && { environment: { ...run?.environment, commit } }),
  }
}

/** Sections of `{name: {value, type}}`; every value is a text. */
function paramsOf(sections: NonNullable<Task['hyperparams']>): Params {
  const entries = Object.entries(sections).flatMap(([section, params]) =>
    Object.entries(params).flatMap(([name, param]) => {
      const { value, type } = (param ?? {}) as { value?: unknown; type?: unknown }
      const full = section === 'General' ? name : `${section}.${name}`
      return value === undefined ? [] : [[full, paramIn(value, type)] as const]
    }),
  )
  return plainParams(Object.fromEntries(entries))
}

function paramIn(value: unknown, type: unknown): unknown {
  if (typeof value !== 'string' || value.trim() === '') return value
  if (type === 'bool') return value === 'True'
  const number = type === 'float' || type === 'int' ? Number(value) : Number.NaN
  return Number.isFinite(number) ? number : value
}

/** Stands for the step of a value that has none. */
const noStep = -(2 ** 31)
/** Values of the machine, which are not kept. */
const machine = ':monitor:'

const nameOf = ({ metric, variant }: Event) =>
  metric === variant ? (metric ?? '') : `${metric ?? ''}/${variant ?? ''}`

export function seriesOf(events: readonly Event[], now: number): SeriesColumns[] {
  return gathered(
    events.flatMap((event) => {
      const value = numberFromSource(event.value)
      if (event.type !== 'training_stats_scalar' || value === undefined || event.metric?.startsWith(machine))
        return []
      const time = event.timestamp ?? now
      return [
        { name: nameOf(event), step: event.iter ?? 0, value, time: isTime(time) ? Math.round(time) : now },
      ]
    }),
  )
}

/** What is said of the run: values without a step, and that its client wrote zeros for what is not finite, as it prints. */
export function notesOf(events: readonly Event[]): string[] {
  const notes = events.flatMap((event) => {
    if (event.type === 'log' && /\b(nan|inf) value encountered\. Reporting it as/i.test(event.msg ?? ''))
      return ["ClearML's client has met values that are NaN or infinite, and has sent 0.0 for them."]
    const value = numberFromSource(event.value)
    if (event.type !== 'training_stats_scalar' || event.iter !== noStep || value === undefined) return []
    return [`The single value ${keptName(nameOf(event)) ?? ''} is ${value}.`]
  })
  return [...new Set(notes)]
}

/** Notes with what they do not say yet; null when that is nothing. */
export function withNotes(notes: string, more: readonly string[]): string | null {
  const lines = notes.split('\n').filter(Boolean)
  const added = more.filter((line) => !lines.includes(line))
  const all = [...lines, ...added].join('\n')
  return added.length && all.length <= limits.text ? all : null
}
