/** Files with one JSON object a line: MMEngine, Stable-Baselines3, and any other that names its steps. */

import { type Format, folderOf, type Group, type Head } from '../foreign.ts'
import { saysStep } from '../steps.ts'
import { createTroubles } from '../troubles.ts'
import { parseJson } from './parse.ts'
import { readRows } from './rows.ts'
import { draftOf, isObject, type JsonObject, jsonLines, numberOf, numbersIn } from './values.ts'

/** The objects in the first lines; a last line may be cut off by the end of the head. */
export function firstRows({ text }: Head): JsonObject[] {
  const lines = text.split('\n').filter((line) => line.trim())
  return lines.slice(0, 20).flatMap((line) => {
    if (!line.trimStart().startsWith('{')) return []
    const { value, fault } = parseJson(line)
    return isObject(value) && !fault ? [value] : []
  })
}

const isMmengine = (rows: readonly JsonObject[]) =>
  rows.some((row) => 'data_time' in row && 'time' in row && 'step' in row)

export const mmengine: Format = {
  id: 'mmengine',
  title: 'MMEngine scalars',
  sniff: (head) => isMmengine(firstRows(head)),
  /** The file that is called after the time holds the same as `scalars.json` beside it. */
  group(heads) {
    const byFolder = new Map<string, string[]>()
    for (const { path } of heads)
      byFolder.set(folderOf(path), [...(byFolder.get(folderOf(path)) ?? []), path])
    return [...byFolder].flatMap(([folder, paths]): Group[] => {
      const scalars = `${folder}/scalars.json`
      const twins = paths.filter((path) => paths.includes(scalars) && /\/\d{8}_\d{6}\.json$/.test(path))
      return paths
        .filter((path) => !twins.includes(path))
        .map((path) => ({ path, files: path === scalars ? [path, ...twins] : [path] }))
    })
  },
  read([file]) {
    if (!file) return { runs: [], troubles: [] }
    const draft = draftOf(file, 'mmengine')
    draft.note('Values of training are means of the last 10 iterations, unless window_size says otherwise.')
    const troubles = createTroubles(file.path)
    let last = 0
    for (const { row, line } of jsonLines(file, troubles)) {
      const { iter, step, epoch: _, ...values } = row
      const isTraining = iter !== undefined
      if (isTraining) {
        const now = numberOf(iter)
        if (now === undefined) {
          troubles.add(`line ${line}`, 'its iteration is no number.')
          continue
        }
        last = now
      } else
        draft.note(
          'Rows of validation are written with their epoch, or 0, as the step: they stand after the training before them, as val/….',
        )
      for (const [name, value] of numbersIn(values)) draft.add(isTraining ? name : `val/${name}`, last, value)
    }
    return { runs: [draft.run()], troubles: troubles.list() }
  },
}

/** Truth values alone are no log. */
const withoutTruths = (row: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(row).filter(([, item]) => typeof item !== 'boolean'))

/** The first line is an object by itself and others follow; a text that only contains such lines is no log. */
function isPlainLines(head: Head): boolean {
  if (head.bytes.includes(0)) return false
  const rows = firstRows(head)
  const [first = ''] = head.text.split('\n').filter((line) => line.trim())
  const start = parseJson(first)
  if (!isObject(start.value) || (start.fault && head.text.includes('\n'))) return false
  const hasNumbers = rows.some((row) => [...numbersIn(withoutTruths(row))].length > 0)
  // One object alone may be settings, a summary, a result.
  return hasNumbers && rows.length > 1
}

export const plainLines: Format = {
  id: 'jsonl',
  title: 'JSON lines',
  isFallback: true,
  sniff: isPlainLines,
  isLog: (head) => saysStep(firstRows(head).flatMap((row) => Object.keys(row))),
  read([file], _group, mapping) {
    if (!file) return { runs: [], troubles: [] }
    const draft = draftOf(file, 'jsonl')
    const troubles = createTroubles(file.path)
    const wrong = readRows(jsonLines(file, troubles), draft, mapping)
    if (wrong !== null) return { runs: [], troubles: [{ path: file.path, place: 'line 1', what: wrong }] }
    return { runs: [draft.run()], troubles: troubles.list() }
  },
}

const timesteps = 'time/total_timesteps'
export const isBaselinesRow = (keys: readonly string[]) =>
  keys.some((key) => /^(time\/(total_timesteps|iterations|fps)|rollout\/ep_rew_mean)$/.test(key))

export const isBaselinesLines = (head: Head) =>
  firstRows(head).some((row) => isBaselinesRow(Object.keys(row)))
export { timesteps }
