/** Logs of one line a step that are neither tables nor JSON: torchtune, XGBoost's console, burn. */
import { numberInCell, valueInCell } from '../cell.ts'
import { createDraft } from '../draft.ts'
import { type ForeignFile, type Format, groupedBy, nameOfPath, type Trouble } from '../foreign.ts'
import { draftOf, runNameOf } from '../json/values.ts'
import { type Line, linesOf } from '../text.ts'
import { createTroubles, quoted, type Troubles } from '../troubles.ts'

/** The lines of a file that have their end; of others it is said that they are cut off. */
export function* wholeLines(file: ForeignFile, troubles: Troubles): Generator<Line> {
  for (const line of linesOf(file)) {
    if (line.isTooLong) troubles.add(`line ${line.number}`, 'it is longer than 16 million characters.')
    else if (line.isEnded) yield line
    else troubles.add(`line ${line.number}`, 'the last line has no end: it is not finished.')
  }
}

/** `name:value`, parted at the last colon, since names may hold some. */
function pairIn(word: string): [string, number] | null {
  const at = word.lastIndexOf(':')
  const value = at > 0 ? valueInCell(word.slice(at + 1)) : undefined
  return typeof value === 'number' ? [word.slice(0, at), value] : null
}

export const torchtune: Format = {
  id: 'torchtune',
  title: 'torchtune log',
  sniff: ({ text }) => /^(.*\n)?Step \d+ \| \S+:\S+/.test(text),
  read([file]) {
    if (!file) return { runs: [], troubles: [] }
    const draft = draftOf(file, 'torchtune')
    const troubles = createTroubles(file.path)
    for (const { text, number } of wholeLines(file, troubles)) {
      const [, step, rest] = /^Step (\d+) \| (.*)$/.exec(text) ?? []
      if (step === undefined || rest === undefined) {
        if (text.trim()) troubles.add(`line ${number}`, `${quoted(text)} is no line of a step.`)
        continue
      }
      for (const word of rest.split(/\s+/).filter(Boolean)) {
        const pair = pairIn(word)
        if (pair) draft.add(pair[0], Number(step), pair[1])
        else troubles.add(`line ${number}`, `${quoted(word)} is no name with a number.`)
      }
    }
    return { runs: [draft.run()], troubles: troubles.list() }
  },
}

/** A round's number at the start of a line or after a time and other words; what follows are its values. */
const round = /(?:^|\s)\[(\d+)\]\s+(.*)$/

/** `[0]	train-logloss:0.66	valid-auc:0.55`, what XGBoost and its command print. */
export const xgboostConsole: Format = {
  id: 'xgboost-console',
  title: 'XGBoost console',
  sniff: ({ text }) => /^\[\d+\]\t[^\s:-]+-[^\s:]+:\S/m.test(text),
  read([file]) {
    if (!file) return { runs: [], troubles: [] }
    const draft = draftOf(file, 'xgboost')
    draft.note('XGBoost prints five decimals.')
    const troubles = createTroubles(file.path)
    let offset = 0
    let last = -1
    for (const { text, number } of wholeLines(file, troubles)) {
      const [, written, rest] = round.exec(text) ?? []
      if (written === undefined || !rest?.includes(':')) continue
      if (Number(written) <= last) {
        offset += last + 1
        draft.note(
          `Rounds begin again at ${written} in line ${number}: counted on, as another training goes on there.`,
        )
      }
      last = Number(written)
      for (const word of rest.split(/\s+/).filter(Boolean)) {
        const pair = pairIn(word)
        if (pair) draft.add(pair[0].replace('-', '/'), last + offset, pair[1])
        else troubles.add(`line ${number}`, `${quoted(word)} is no name with a number.`)
      }
    }
    return { runs: [draft.run()], troubles: troubles.list() }
  },
}

/** `<folder>/train/epoch-2/Loss.log` */
const burnPath = /^(.*)\/(train|valid|test)\/epoch-(\d+)\/([^/]+)\.log$/
const burnLine = /^([^,\s]+),(\d+|final)$/

/** burn: a file a metric, an epoch and a split; a line a batch with the rows in it, and at its end the mean. */
export const burn: Format = {
  id: 'burn',
  title: 'burn',
  sniff({ text }) {
    const [first = '', second = ''] = text.split('\n')
    const fits = (line: string) => typeof numberInCell(burnLine.exec(line)?.[1] ?? '') === 'number'
    return fits(first) && (second === '' || fits(second))
  },
  group: (heads) =>
    groupedBy(
      heads.map(({ path }) => path),
      (path) => burnPath.exec(path)?.[1] ?? path,
    ),
  read(files, { path }) {
    const draft = createDraft(runNameOf(path), 'burn', Math.max(...files.map(({ modified }) => modified)))
    const parts = files.map((file) => {
      const [, , split, epoch, metric] = burnPath.exec(file.path) ?? []
      const name = split ? `${split}/${metric}` : nameOfPath(file.path).replace(/\.log$/, '')
      return { file, name, epoch: Number(epoch ?? 0) }
    })
    parts.sort((a, b) => a.epoch - b.epoch)
    draft.note(
      'Steps are batches, counted from 0 over the epochs, of training and validation each for itself.',
    )
    const counts = new Map<string, number>()
    const troubles: Trouble[] = []
    for (const { file, name } of parts) {
      const found = createTroubles(file.path)
      for (const { text, number } of wholeLines(file, found)) {
        const [, cell = '', rows] = burnLine.exec(text) ?? []
        const value = numberInCell(cell)
        if (rows === 'final') continue
        const step = counts.get(name) ?? 0
        // A line that is broken was a batch all the same.
        counts.set(name, step + 1)
        if (rows !== undefined && typeof value === 'number') draft.add(name, step, value)
        else found.add(`line ${number}`, `${quoted(text)} is no value with the rows of its batch.`)
      }
      troubles.push(...found.list())
    }
    return { runs: [draft.run()], troubles }
  },
}
