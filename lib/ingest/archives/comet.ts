/** What Comet's OfflineExperiment leaves behind: an archive with one message a line. */
import { plural } from '../../format.ts'
import type { Draft } from '../draft.ts'
import type { Format, Trouble } from '../foreign.ts'
import type { Json } from '../json/parse.ts'
import { draftOf, isObject, type JsonObject, jsonLines, jsonOf, numberOf } from '../json/values.ts'
import { createTroubles } from '../troubles.ts'
import { filesIn, hasFiles } from './archive.ts'

const names = ['experiment.json', 'messages.json']

export const comet: Format = {
  id: 'comet',
  title: 'Comet offline archive',
  sniff: (head) => hasFiles(head, names),
  read([file]) {
    if (!file) return { runs: [], troubles: [] }
    const troubles: Trouble[] = []
    const files = filesIn(file, names, troubles)
    const draft = draftOf(file, 'comet')
    const about = files.get('experiment.json')
    if (about) {
      const found = createTroubles(about.path)
      const value = jsonOf(about, found)
      if (isObject(value)) describe(value, draft)
      troubles.push(...found.list())
    }
    const messages = files.get('messages.json')
    if (messages) {
      const found = createTroubles(messages.path)
      readMessages(jsonLines(messages, found), draft)
      troubles.push(...found.list())
    }
    return { runs: [draft.run()], troubles }
  },
}

function describe({ project_name, start_time, stop_time, tags }: JsonObject, draft: Draft): void {
  if (typeof project_name === 'string' && project_name) draft.describe({ project: project_name })
  if (Array.isArray(tags)) draft.describe({ tags: tags.filter((tag) => typeof tag === 'string') })
  if (typeof start_time === 'number') draft.started(start_time)
  if (typeof stop_time === 'number') draft.ended('finished', stop_time)
}

/** What Comet itself logs among the metrics and parameters. */
const ownMetrics = new Set(['process duration'])
const ownParams = new Set(['curr_step', 'curr_epoch'])

function readMessages(rows: Iterable<{ row: JsonObject }>, draft: Draft): void {
  const words = new Set<string>()
  const counts = new Map<string, number>()
  let uncounted = 0
  for (const { row } of rows) {
    const { payload, type } = row
    if (!isObject(payload)) continue
    const { param, metric, key, value } = payload
    if (type === 'log_other' && key === 'Name' && typeof value === 'string') draft.describe({ name: value })
    if (type === 'parameter_msg' && isObject(param)) {
      const name = textIn(param.paramName)
      if (name && !ownParams.has(name)) draft.params({ [name]: param.paramValue })
    }
    if (type !== 'metric_msg' || !isObject(metric)) continue
    const name = textIn(metric.metricName)
    const number = numberOf(metric.metricValue)
    if (!name || ownMetrics.has(name)) continue
    if (number === undefined) {
      words.add(name)
      continue
    }
    const count = counts.get(name) ?? 0
    counts.set(name, count + 1)
    const step = numberOf(metric.step)
    if (step === undefined) uncounted++
    draft.add(name, step ?? count, number, numberOf(payload.local_timestamp))
  }
  draft.note('A value that was logged without a step stands at the step that was used last.')
  if (uncounted) draft.note(`${plural(uncounted, 'value')} without any step: counted from 0.`)
  if (words.size) draft.note(`Left out, as they hold no numbers: ${[...words].join(', ')}.`)
}

const textIn = (value: Json | undefined) => (typeof value === 'string' ? value : '')
