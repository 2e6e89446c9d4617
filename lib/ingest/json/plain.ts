/** JSON that a program made of its history: `{"loss": [1, 2], …}`, as Keras' `history.history`, or a list of rows. */
import type { Draft } from '../draft.ts'
import type { Format, Head, Mapping } from '../foreign.ts'
import { saysStep } from '../steps.ts'
import { createTroubles, type Troubles } from '../troubles.ts'
import { frameIn, hasGaps, isFrame } from './data-frame.ts'
import { readLists } from './named-lists.ts'
import type { Json } from './parse.ts'
import { readRows } from './rows.ts'
import { draftOf, isObject, type JsonObject, jsonOf } from './values.ts'

const columns = /^\s*\{\s*"[^"]+"\s*:\s*\[\s*(-?\d|NaN|-?Infinity)/
const rows = /^\s*\[\s*\{\s*"[^"]+"\s*:\s*("|-?\d|NaN|-?Infinity|null|true|false)/

/** A list of objects may be anything; one of rows holds numbers under a key that is called as a step or a loss is. */
function isHistory(head: Head): boolean {
  const { text } = head
  return (
    columns.test(text) ||
    (rows.test(text) && /"(_?step|global_step|epoch|iter|iteration|([^"]*_)?loss)"\s*:\s*-?\d/.test(text)) ||
    isFrame(head)
  )
}

const keysIn = (text: string) => [...text.matchAll(/"([^"]*)"/g)].map(([, key]) => key as string)

function* rowsOf(list: readonly Json[]) {
  for (const row of list) if (isObject(row)) yield { row }
}

export const plainJson: Format = {
  id: 'json',
  title: 'JSON',
  isFallback: true,
  sniff: isHistory,
  isLog: (head) =>
    rows.test(head.text) ||
    /"[^"]*loss[^"]*"\s*:\s*\[/i.test(head.text) ||
    (isFrame(head) && saysStep(keysIn(head.text))),
  read([file], _group, mapping) {
    if (!file) return { runs: [], troubles: [] }
    const draft = draftOf(file, 'json')
    const troubles = createTroubles(file.path)
    const value = jsonOf(file, troubles)
    const wrong = Array.isArray(value)
      ? readRows(rowsOf(value), draft, mapping)
      : isObject(value)
        ? readNamed(value, draft, troubles, mapping)
        : null
    if (wrong !== null) return { runs: [], troubles: [{ path: file.path, place: 'line 1', what: wrong }] }
    return { runs: [draft.run()], troubles: troubles.list() }
  },
}

function readNamed(value: JsonObject, draft: Draft, troubles: Troubles, mapping: Mapping): string | null {
  const frame = frameIn(value)
  if (!frame) return readLists(value, draft, troubles, mapping)
  if (hasGaps(frame)) draft.note('Values that are null are left out: pandas writes so for NaN and ∞.')
  return readRows(frame, draft, mapping)
}
