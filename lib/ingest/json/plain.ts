/** JSON that a program made of its history: `{"loss": [1, 2], …}`, as Keras' `history.history`, or a list of rows. */
import type { Format, Head } from '../foreign.ts'
import { createTroubles } from '../troubles.ts'
import { readLists } from './named-lists.ts'
import type { Json } from './parse.ts'
import { readRows } from './rows.ts'
import { draftOf, isObject, jsonOf } from './values.ts'

const columns = /^\s*\{\s*"[^"]+"\s*:\s*\[\s*(-?\d|NaN|-?Infinity)/
const rows = /^\s*\[\s*\{\s*"[^"]+"\s*:\s*("|-?\d|NaN|-?Infinity|null|true|false)/

/** A list of objects may be anything; one of rows holds numbers under a key that is called as a step is. */
function isHistory({ text }: Head): boolean {
  return (
    columns.test(text) ||
    (rows.test(text) && /"(_?step|global_step|epoch|iter|iteration)"\s*:\s*\d/.test(text))
  )
}

function* rowsOf(list: readonly Json[]) {
  for (const row of list) if (isObject(row)) yield { row }
}

export const plainJson: Format = {
  id: 'json',
  title: 'JSON',
  isFallback: true,
  sniff: isHistory,
  isLog: ({ text }) => rows.test(text) || /"[^"]*loss[^"]*"\s*:\s*\[/i.test(text),
  read([file], _group, mapping) {
    if (!file) return { runs: [], troubles: [] }
    const draft = draftOf(file, 'json')
    const troubles = createTroubles(file.path)
    const value = jsonOf(file, troubles)
    const wrong = Array.isArray(value)
      ? readRows(rowsOf(value), draft, mapping)
      : isObject(value)
        ? readLists(value, draft, troubles, mapping)
        : null
    if (wrong !== null) return { runs: [], troubles: [{ path: file.path, place: 'line 1', what: wrong }] }
    return { runs: [draft.run()], troubles: troubles.list() }
  },
}
