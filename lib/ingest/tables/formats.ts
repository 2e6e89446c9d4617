/** Tables whose layout a tool fixes, one row of the list a tool. */
import { numberInCell } from '../cell.ts'
import type { Draft } from '../draft.ts'
import { type Format, folderOf } from '../foreign.ts'
import { draftOf } from '../json/values.ts'
import { epochNote } from '../steps.ts'
import { flatYaml } from '../yaml.ts'
import { headerIn } from './header.ts'
import type { Delimiter } from './rows.ts'
import { type Layout, readTable } from './table.ts'

function isSorted(names: readonly string[]): boolean {
  return names.every((name, i) => i === 0 || (names[i - 1] as string) < name)
}

type Tool = {
  id: string
  title: string
  isHeader(names: readonly string[], delimiter: Delimiter): boolean
  layout(header: readonly string[], draft: Draft): Layout
}

const has = (names: readonly string[], ...wanted: string[]) => wanted.every((name) => names.includes(name))
const isUltralytics = (names: readonly string[]) =>
  names[0] === 'epoch' &&
  names.some((name) => /^(lr\/pg|x\/lr)\d/.test(name)) &&
  names.some((name) => name.startsWith('train/'))
const isFastai = (names: readonly string[]) =>
  names[0] === 'epoch' && names[1] === 'train_loss' && names.at(-1) === 'time'
const isLitgpt = (names: readonly string[]) =>
  has(names, 'iter', 'step') && names.some((name) => /^(iter_time|total_tokens)$/.test(name))
const isReinforcement = (names: readonly string[]) =>
  names.some((name) => /^(time\/(total_timesteps|iterations|fps)|rollout\/ep_rew_mean)$/.test(name))

const tools: readonly Tool[] = [
  {
    id: 'ultralytics',
    title: 'Ultralytics results.csv',
    isHeader: isUltralytics,
    layout(header, draft) {
      draft.note(`${epochNote(1)} An epoch that was NaN has no row, unless it was the first.`)
      draft.note('time is in seconds since the process began, which begins again when it is resumed.')
      draft.describe({ stepsPerEpoch: 1 })
      const measured = header.filter((name) => name.startsWith('val/'))
      const others = header.filter((name) => name.startsWith('metrics/'))
      let last: number | null = null
      return {
        step: 'epoch',
        countsOn: 'when-not-later',
        isOwn: true,
        each({ cells, step }) {
          if (last !== null && step > last + 1)
            draft.note(
              `No row for epoch ${last + 1}${step > last + 2 ? ` to ${step - 1}` : ''}: Ultralytics writes none for an epoch that was NaN.`,
            )
          last = step
          if (!measured.length || measured.some((name) => numberInCell(cells.get(name) ?? '') !== 0)) return
          draft.note(
            'Where all validation losses are exactly 0 nothing was validated: those zeros are left out.',
          )
          for (const name of [...measured, ...others]) cells.delete(name)
        },
      }
    },
  },
  {
    id: 'fastai',
    title: 'fastai CSVLogger',
    isHeader: isFastai,
    layout(header, draft) {
      draft.note(`${epochNote(0)} train_loss is a moving average.`)
      draft.describe({ stepsPerEpoch: 1 })
      return {
        step: 'epoch',
        countsOn: 'when-not-later',
        isOwn: true,
        skip: (name) => name === 'time',
        // An epoch before `start_epoch` has its number and its time only.
        isSkipped: (cells) => cells.length === 2 && header.length > 2,
      }
    },
  },
  {
    id: 'flair',
    title: 'Flair loss.tsv',
    isHeader: (names, delimiter) => delimiter === '\t' && names[0] === 'EPOCH' && names[1] === 'TIMESTAMP',
    layout(_header, draft) {
      draft.note(`${epochNote(1)} Flair writes four decimals.`)
      draft.describe({ stepsPerEpoch: 1 })
      return { step: 'EPOCH', countsOn: 'when-not-later', isOwn: true, skip: (name) => name === 'TIMESTAMP' }
    },
  },
  {
    id: 'litgpt',
    title: 'LitGPT metrics.csv',
    isHeader: isLitgpt,
    layout(_header, draft) {
      draft.note('Steps are micro-batches.')
      let last = 0
      return {
        step: 'step',
        isOwn: true,
        skip: (name) => name === 'iter',
        each(row) {
          if (row.step === 0 && last > 0 && !row.cells.get('iter')?.trim()) {
            row.step = last
            draft.note(`The evaluation at the end is written with step 0: placed at step ${last}.`)
          }
          last = row.step
        },
      }
    },
  },
  {
    id: 'lightning',
    title: 'Lightning CSVLogger',
    isHeader: (names, delimiter) =>
      delimiter === ',' &&
      has(names, 'epoch', 'step') &&
      isSorted(names) &&
      !isLitgpt(names) &&
      !isReinforcement(names),
    layout(_header, draft) {
      let isFirst = true
      return {
        step: 'step',
        isOwn: true,
        each({ cells, step }) {
          if (isFirst && Number(cells.get('epoch')) > 0)
            draft.note(
              `The file begins at step ${step}: where a training is resumed in its folder Lightning deletes the rows before.`,
            )
          isFirst = false
        },
      }
    },
  },
  {
    id: 'keras',
    title: 'Keras CSVLogger',
    isHeader: (names, delimiter) =>
      delimiter !== '\t' &&
      names[0] === 'epoch' &&
      isSorted(names.slice(1)) &&
      !names.includes('step') &&
      !isUltralytics(names) &&
      !isFastai(names) &&
      !names.includes('time'),
    layout(_header, draft) {
      draft.note(epochNote(0))
      draft.describe({ stepsPerEpoch: 1 })
      return { step: 'epoch', countsOn: 'when-not-later', isOwn: true }
    },
  },
]

/** What a run was started with, written beside its table. */
const paramFiles: Readonly<Record<string, string>> = { lightning: 'hparams.yaml', ultralytics: 'args.yaml' }

export const tableFormats: readonly Format[] = tools.map(({ id, title, isHeader, layout }) => ({
  id,
  title,
  sniff(head) {
    const header = headerIn(head)
    return header !== null && isHeader(header.names, header.delimiter)
  },
  group(heads, paths) {
    const known = new Set(paths)
    return heads.map(({ path }) => {
      const beside = `${folderOf(path)}/${paramFiles[id]}`
      return { path, files: known.has(beside) ? [path, beside] : [path] }
    })
  },
  read([table, params]) {
    if (!table) return { runs: [], troubles: [] }
    const draft = draftOf(table, id)
    const troubles = readTable(table, draft, (header) => layout(header, draft))
    if (params) draft.params(flatYaml(params))
    return { runs: [draft.run()], troubles }
  },
}))
