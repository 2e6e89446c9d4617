/**
 * Histories of TensorFlow.js, which writes none itself, as a program keeps them in JSON: the library's version under `tfjs`, and
 * trainings by name, each with its list of epochs and one a metric; numbers as texts, since JSON has no NaN and no ∞.
 */
import { createDraft } from '../draft.ts'
import type { ForeignRun, Format } from '../foreign.ts'
import { createTroubles } from '../troubles.ts'
import { readLists } from './named-lists.ts'
import { isObject, jsonOf, runNameOf } from './values.ts'

export const tfjs: Format = {
  id: 'tfjs',
  title: 'TensorFlow.js histories',
  sniff: ({ text }) =>
    /^\s*\{/.test(text) && /"tfjs"\s*:\s*"\d+\.\d+/.test(text) && /"epoch"\s*:\s*\[/.test(text),
  read([file]) {
    if (!file) return { runs: [], troubles: [] }
    const troubles = createTroubles(file.path)
    const value = jsonOf(file, troubles)
    if (!isObject(value)) return { runs: [], troubles: troubles.list() }
    const runs: ForeignRun[] = []
    for (const [part, lists] of Object.entries(value)) {
      if (!isObject(lists)) continue
      if (!Array.isArray(lists.epoch)) {
        troubles.add(part, 'it has no list of epochs: left out.')
        continue
      }
      const source = typeof value.tfjs === 'string' ? `tensorflow.js ${value.tfjs}` : 'tensorflow.js'
      const draft = createDraft(`${runNameOf(file.path)}: ${part}`, source, file.modified, part)
      draft.note('TensorFlow.js counts epochs from 0 here, and from 1 in its event files.')
      const wrong = readLists(lists, draft, troubles, { step: 'epoch' })
      if (wrong !== null) troubles.add(part, wrong)
      if (Object.values(lists).flat().includes(null))
        draft.note('Values that are null are left out: JSON.stringify writes so for NaN and ∞.')
      runs.push(draft.run())
    }
    return { runs, troubles: troubles.list() }
  },
}
