/** The session that ClearML packs in its offline mode: the task, and lists of events, one list a line. */
import { numberInCell } from '../cell.ts'
import type { Draft } from '../draft.ts'
import type { ForeignFile, Format, Trouble } from '../foreign.ts'
import { parseJson } from '../json/parse.ts'
import { draftOf, isObject, type JsonObject, jsonOf, numberOf } from '../json/values.ts'
import { linesOf } from '../text.ts'
import { createTroubles } from '../troubles.ts'
import { filesIn, hasFiles } from './archive.ts'

const names = ['task.json', 'metrics.jsonl']
/** Stands for the step of a value that has none. */
const noStep = -(2 ** 31)

export const clearml: Format = {
  id: 'clearml',
  title: 'ClearML offline archive',
  sniff: (head) => hasFiles(head, names),
  read([file]) {
    if (!file) return { runs: [], troubles: [] }
    const troubles: Trouble[] = []
    const files = filesIn(file, names, troubles)
    const draft = draftOf(file, 'clearml')
    const task = files.get('task.json')
    if (task) {
      const found = createTroubles(task.path)
      const value = jsonOf(task, found)
      if (isObject(value)) describe(value, draft)
      troubles.push(...found.list())
    }
    const metrics = files.get('metrics.jsonl')
    if (metrics) troubles.push(...readMetrics(metrics, draft))
    return { runs: [draft.run()], troubles }
  },
}

function describe({ name, project_name, hyperparams, script, tags }: JsonObject, draft: Draft): void {
  if (typeof name === 'string' && name) draft.describe({ name })
  if (typeof project_name === 'string' && project_name) draft.describe({ project: project_name })
  if (Array.isArray(tags)) draft.describe({ tags: tags.filter((tag) => typeof tag === 'string') })
  if (isObject(hyperparams))
    for (const [section, params] of Object.entries(hyperparams)) {
      if (!isObject(params)) continue
      for (const [key, param] of Object.entries(params))
        if (isObject(param))
          draft.params({ [section === 'General' ? key : `${section}.${key}`]: paramIn(param) })
    }
  const requirements = isObject(script) && isObject(script.requirements) ? script.requirements.pip : undefined
  const version = /^clearml *== *(\S{1,40})/m.exec(typeof requirements === 'string' ? requirements : '')?.[1]
  if (version) draft.describe({ source: `clearml ${version}` })
}

/** Values are texts beside the name of their type. */
function paramIn({ value, type }: JsonObject): unknown {
  if (type === 'bool') return value === 'True' || value === 'true'
  const number = typeof value === 'string' && type !== 'str' ? numberInCell(value) : undefined
  return typeof number === 'number' && Number.isFinite(number) ? number : value
}

function readMetrics(file: ForeignFile, draft: Draft): Trouble[] {
  const troubles = createTroubles(file.path)
  let zeros = 0
  for (const { text, number } of linesOf(file)) {
    if (!text.trim()) continue
    const { value: events, fault } = parseJson(text)
    if (fault || !Array.isArray(events)) {
      troubles.add(`line ${number}`, 'it is no list of events in JSON.')
      continue
    }
    for (const event of events) {
      const read = isObject(event) ? scalarIn(event) : null
      if (!read) continue
      if (read.value === 0) zeros++
      if (read.step === noStep) draft.note(`The single value ${read.name} is ${read.value}.`)
      else draft.add(read.name, read.step, read.value, read.time)
    }
  }
  if (zeros)
    draft.note(
      `${zeros === 1 ? 'One value is' : `${zeros} values are`} exactly 0: where a value is NaN or infinite ClearML writes 0.0, unless Logger.set_reporting_nan_value and set_reporting_inf_value say otherwise.`,
    )
  return troubles.list()
}

function scalarIn(event: JsonObject) {
  const { type, metric, variant } = event
  const step = numberOf(event.iter)
  const value = numberOf(event.value)
  if (type !== 'training_stats_scalar' || typeof metric !== 'string' || typeof variant !== 'string')
    return null
  if (step === undefined || value === undefined) return null
  return {
    name: metric === variant ? metric : `${metric}/${variant}`,
    step,
    value,
    time: numberOf(event.timestamp),
  }
}
