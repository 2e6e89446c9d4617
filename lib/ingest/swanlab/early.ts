/** Records of `backup.swanlab`, as SwanLab wrote them before 0.8: JSON with the kind of each. */
import { timeIn } from '../cell.ts'
import type { Draft } from '../draft.ts'
import { parseJson } from '../json/parse.ts'
import { isObject, type JsonObject, numberOf } from '../json/values.ts'
import { Malformed } from '../protobuf.ts'
import { machine } from './machine.ts'

/** Throws Malformed for a record that is none. */
export function readEarly(bytes: Uint8Array, draft: Draft): void {
  const { value, fault } = parseJson(new TextDecoder().decode(bytes))
  if (fault || !isObject(value) || !isObject(value.data)) throw new Malformed('it is no JSON')
  const { model_type: kind, data } = value
  if (kind === 'Project') draft.describe({ project: textIn(data.name) || 'default' })
  else if (kind === 'Experiment') readExperiment(data, draft)
  else if (kind === 'Scalar') readScalar(data, draft)
  else if (kind === 'Footer')
    draft.ended(data.success === false ? 'failed' : 'finished', timeIn(data.create_time) ?? undefined)
}

const textIn = (value: unknown) => (typeof value === 'string' ? value : '')

function readExperiment({ name, description, tags }: JsonObject, draft: Draft): void {
  draft.describe({ name: textIn(name) || 'run' })
  if (textIn(description)) draft.note(textIn(description))
  if (Array.isArray(tags)) draft.describe({ tags: tags.filter((tag) => typeof tag === 'string') })
}

function readScalar({ key, step, metric }: JsonObject, draft: Draft): void {
  const name = textIn(key)
  const at = numberOf(step)
  if (!name || name.startsWith(machine) || at === undefined || !isObject(metric)) return
  const isInfinite = metric.data === 'INF'
  if (isInfinite) draft.note('This version of SwanLab writes the same for −∞ as for ∞: ∞ may be either.')
  const value = isInfinite ? Number.POSITIVE_INFINITY : numberOf(metric.data)
  if (value !== undefined) draft.add(name, at, value, timeIn(metric.create_time) ?? undefined)
}
