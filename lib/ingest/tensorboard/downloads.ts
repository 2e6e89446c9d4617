/** What TensorBoard's page saves of a scalar: `run-train-tag-loss.json` or `.csv`, wall times, steps and values. */
import { createDraft, type Draft } from '../draft.ts'
import {
  type ForeignFile,
  type Format,
  folderOf,
  groupedBy,
  type Head,
  nameOfPath,
  type Trouble,
} from '../foreign.ts'
import type { Json } from '../json/parse.ts'
import { jsonOf, numberOf, runNameOf } from '../json/values.ts'
import { headerIn } from '../tables/header.ts'
import { readTable } from '../tables/table.ts'
import { createTroubles, quoted } from '../troubles.ts'

const list =
  /^\s*\[\s*\[\s*[1-3]\d{9}(?:\.\d+)?\s*,\s*\d+\s*,\s*(?:-?\d|-?Infinity|NaN|"-?(?:Infinity|NaN)")[^,]*\]/
const columns = ['Wall time', 'Step', 'Value']
const isTable = (head: Head) => String(headerIn(head)?.names) === String(columns)

/** A second file of a name is called `… (1)`. */
const saved = /^run-(.*?)-tag-(.*?)(?: \(\d+\))?\.(?:json|csv)$/
const partsOf = (path: string) => saved.exec(nameOfPath(path).replace(/\.gz$/, ''))

function runOf(path: string): string {
  const run = partsOf(path)?.[1]
  return run === undefined ? path : `${folderOf(path)}/${run}`
}

export const tensorboardDownloads: Format = {
  id: 'tensorboard-downloads',
  title: 'TensorBoard downloads',
  sniff: (head) => list.test(head.text) || isTable(head),
  group: (heads) =>
    groupedBy(
      heads.map(({ path }) => path),
      runOf,
    ),
  read(files, { path }) {
    const modified = Math.max(...files.map((file) => file.modified))
    const run = files[0] && partsOf(files[0].path)?.[1]
    // The run that lies in the folder itself is called ".".
    const name = run === '.' ? nameOfPath(folderOf(folderOf(`${path}/x`))) : run
    const draft = createDraft(name || runNameOf(path), 'tensorboard', modified)
    const troubles = files.flatMap((file) => readSaved(file, draft))
    draft.note('Browsers write _ for the / in names of tags when they save them.')
    return { runs: [draft.run()], troubles }
  },
}

function readSaved(file: ForeignFile, draft: Draft): Trouble[] {
  const tag = partsOf(file.path)?.[2] ?? nameOfPath(file.path).replace(/\.\w+$/, '')
  if (!startsList(file))
    return readTable(file, draft, () => ({ step: 'Step', time: 'Wall time', nameOf: () => tag }), ',')
  const troubles = createTroubles(file.path)
  const points = jsonOf(file, troubles)
  const isCut = troubles.list().length > 0
  for (const [i, point] of (Array.isArray(points) ? points : []).entries()) {
    const [seconds, step, value] = (Array.isArray(point) ? point : []).map(numberOf)
    if (step === undefined || value === undefined) {
      // Of a list that is cut off the last point is not whole.
      if (!isCut || i + 1 < (points as Json[]).length)
        troubles.add(`[${i}]`, `${quoted(JSON.stringify(point))} is no time, step and value.`)
    } else draft.add(tag, step, value, seconds === undefined ? undefined : seconds * 1000)
  }
  return troubles.list()
}

function startsList(file: ForeignFile): boolean {
  for (const chunk of file.chunks())
    return /^\ufeff?\s*\[/.test(new TextDecoder().decode(chunk.subarray(0, 100)))
  return false
}
