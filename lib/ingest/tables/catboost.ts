/** CatBoost's `catboost_info`: `learn_error.tsv` and `test_error.tsv`, one row a round that was measured. */
import { createDraft } from '../draft.ts'
import { type Format, folderOf, groupedBy, nameOfPath } from '../foreign.ts'
import { runNameOf } from '../json/values.ts'
import { headerIn } from './header.ts'
import { readTable } from './table.ts'

/** What else stands in the folder: the same again, and times. The tables are read since each line of them is whole by itself. */
const companions = ['catboost_training.json', 'time_left.tsv']

export const catboost: Format = {
  id: 'catboost',
  title: 'CatBoost',
  sniff(head) {
    const header = headerIn(head)
    return header?.delimiter === '\t' && header.names[0] === 'iter' && header.names[1] !== 'Passed'
  },
  group(heads, paths) {
    const known = new Set(paths)
    const groups = groupedBy(
      heads.map(({ path }) => path),
      folderOf,
    )
    return groups.map(({ path, files }) => {
      const others = companions.map((name) => `${path}/${name}`).filter((file) => known.has(file))
      const events = paths.filter(
        (file) => file.startsWith(`${path}/`) && /\/(learn|test)\/events\.out\.tfevents[^/]*$/.test(file),
      )
      return { path, files: [...files, ...others, ...events] }
    })
  },
  read(files, { path }) {
    const tables = files.filter(
      (file) => /error\.tsv$/.test(file.path) || !/\.json$|time_left|tfevents/.test(file.path),
    )
    const draft = createDraft(runNameOf(path), 'catboost', Math.max(...files.map(({ modified }) => modified)))
    draft.note('Steps are rounds, counted from 0 since this training began.')
    const troubles = tables.flatMap((file) => {
      const set = nameOfPath(file.path).replace(/(_error)?\.tsv$/, '')
      const layout = {
        step: 'iter',
        countsOn: 'when-not-later',
        isOwn: true,
        nameOf: (name: string) => `${set}/${name}`,
      } as const
      return readTable(file, draft, () => layout, '\t')
    })
    return { runs: [draft.run()], troubles }
  },
}
