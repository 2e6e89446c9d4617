/**
 * Deeplearning4j, whose own storage is a database that only Java opens, as a program prints its reports: for each training
 * `learning rate 0.001, file of 2097152 bytes`, and a line `iteration 0 score 231.7` for each report.
 */
import { numberInCell } from '../cell.ts'
import { createDraft, type Draft } from '../draft.ts'
import type { Format } from '../foreign.ts'
import { runNameOf } from '../json/values.ts'
import { createTroubles, quoted } from '../troubles.ts'
import { wholeLines } from './formats.ts'

const start = /^learning rate (\S+), file of \d+ bytes$/
const report = /^iteration (\d+) score (\S+)$/

export const dl4j: Format = {
  id: 'dl4j',
  title: 'Deeplearning4j reports',
  sniff({ text }) {
    const [first = '', second = ''] = text.split(/\r?\n/)
    return start.test(first) && (second === '' || report.test(second))
  },
  read([file]) {
    if (!file) return { runs: [], troubles: [] }
    const troubles = createTroubles(file.path)
    const drafts = new Map<string, Draft>()
    const begun = (title: string): Draft => {
      const part = drafts.has(title) ? `${title}, training ${drafts.size + 1}` : title
      const made = createDraft(`${runNameOf(file.path)}: ${part}`, 'dl4j', file.modified, part)
      made.note('Steps are iterations, counted from 0.')
      drafts.set(part, made)
      return made
    }
    let draft: Draft | null = null
    for (const { text, number } of wholeLines(file, troubles)) {
      const [, rate] = start.exec(text) ?? []
      if (rate !== undefined) {
        draft = begun(`learning rate ${rate}`)
        draft.params({ 'learning rate': numberInCell(rate) ?? rate })
        continue
      }
      const [, iteration, score = ''] = report.exec(text) ?? []
      const value = numberInCell(score)
      if (typeof value !== 'number') {
        if (text.trim()) troubles.add(`line ${number}`, `${quoted(text)} is no report of a training.`)
        continue
      }
      // Another session of the storage, or a training whose first line is damaged: its learning rate is not known.
      if (!draft || Number(iteration) <= (draft.columns('score')?.lastStep() ?? -1))
        draft = begun(`training ${drafts.size + 1}`)
      draft.add('score', Number(iteration), value)
    }
    return { runs: [...drafts.values()].map((made) => made.run()), troubles: troubles.list() }
  },
}
