/** Ray Tune: a folder a trial, with `result.json` (a line a report), and the same again as a table and as events. */
import { type Format, folderOf, groupedBy, nameOfPath } from '../foreign.ts'
import { createTroubles } from '../troubles.ts'
import { firstRows } from './lines.ts'
import { readRows } from './rows.ts'
import { draftOf, jsonLines } from './values.ts'

/** What the lines hold too. The table lacks what was first reported late, the events what was NaN. */
const isTwin = (path: string) =>
  /^(progress\.csv|params\.json)$/.test(nameOfPath(path)) ||
  nameOfPath(path).startsWith('events.out.tfevents')

/** Of the machine, not of the training. */
const aside = new Set([
  'pid',
  'done',
  'date',
  'hostname',
  'node_ip',
  'trial_id',
  'iterations_since_restore',
  'time_since_restore',
])

export const rayTune: Format = {
  id: 'ray-tune',
  title: 'Ray Tune',
  sniff: (head) => firstRows(head).some((row) => 'training_iteration' in row && 'trial_id' in row),
  group(heads, paths) {
    const twins = new Map(groupedBy(paths.filter(isTwin), folderOf).map(({ path, files }) => [path, files]))
    return heads.map(({ path }) => ({ path, files: [path, ...(twins.get(folderOf(path)) ?? [])] }))
  },
  read([file]) {
    if (!file) return { runs: [], troubles: [] }
    const draft = draftOf(file, 'ray-tune', nameOfPath(folderOf(file.path)))
    const troubles = createTroubles(file.path)
    function* rows() {
      for (const { row } of jsonLines(file as NonNullable<typeof file>, troubles)) {
        yield { row: Object.fromEntries(Object.entries(row).filter(([key]) => !aside.has(key))) }
      }
    }
    readRows(rows(), draft, { step: 'training_iteration' })
    return { runs: [draft.run()], troubles: troubles.list() }
  },
}
