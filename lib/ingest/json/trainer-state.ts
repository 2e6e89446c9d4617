/** Hugging Face's `trainer_state.json`: rows in `log_history`, each with its `step`. */
import { createDraft, type Draft } from '../draft.ts'
import { type ForeignFile, type Format, folderOf, groupedBy, nameOfPath, type Trouble } from '../foreign.ts'
import { createTroubles } from '../troubles.ts'
import { isObject, type JsonObject, jsonOf, numberOf, runNameOf } from './values.ts'

const checkpoint = /^checkpoint-(\d+)$/

/** The folder of a training: above its checkpoints, each of which has the whole history until then. */
function runOf(path: string): string {
  if (nameOfPath(path) !== 'trainer_state.json') return path
  const folder = folderOf(path)
  return checkpoint.test(nameOfPath(folder)) ? folderOf(folder) : folder
}

/** The checkpoint's step; what stands beside the checkpoints was written at the end. */
const ageOf = (path: string) =>
  Number(checkpoint.exec(nameOfPath(folderOf(path)))?.[1] ?? Number.POSITIVE_INFINITY)

export const trainerState: Format = {
  id: 'hugging-face-trainer',
  title: 'Hugging Face trainer_state.json',
  sniff: ({ text }) => /^\s*\{/.test(text) && /"log_history"\s*:\s*\[/.test(text),
  group: (heads) =>
    groupedBy(
      heads.map(({ path }) => path),
      runOf,
    ),
  read(files, { path }) {
    const newestFirst = [...files].sort((a, b) => ageOf(b.path) - ageOf(a.path))
    const troubles: Trouble[] = []
    // The newest holds all; an older one is wanted only while the newer ones cannot be read to their ends.
    const used: { file: ForeignFile; state: JsonObject }[] = []
    for (const file of newestFirst) {
      const found = createTroubles(file.path)
      const state = jsonOf(file, found)
      troubles.push(...found.list())
      if (isObject(state)) used.unshift({ file, state })
      if (found.list().length === 0) break
    }
    const latest = used.at(-1)
    if (!latest) return { runs: [], troubles }
    const draft = createDraft(runNameOf(path), 'hugging-face-trainer', latest.file.modified)
    for (const { state } of used) readRows(rowsOf(state), draft)
    describe(latest.state, draft)
    return { runs: [draft.run()], troubles }
  },
}

function rowsOf({ log_history }: JsonObject): JsonObject[] {
  return Array.isArray(log_history) ? log_history.filter(isObject) : []
}

/** The row at the end of a training sums it up: its `train_loss` is no point of `loss`. */
const isSummary = (row: JsonObject) => 'train_runtime' in row || 'total_flos' in row

function readRows(rows: readonly JsonObject[], draft: Draft): void {
  let zeros = 0
  let lastFinite = true
  let stayedNaN = 0
  for (const row of rows) {
    const step = numberOf(row.step)
    if (step === undefined) {
      draft.note('A row without a step is left out.')
      continue
    }
    if (isSummary(row)) {
      if ('train_loss' in row)
        draft.note(`The mean loss of the whole training (train_loss) is ${String(row.train_loss)}.`)
      continue
    }
    for (const [name, item] of Object.entries(row)) {
      const value = numberOf(item)
      if (name === 'step' || name === 'epoch' || value === undefined) continue
      draft.add(name, step, value)
      if (name !== 'loss') continue
      if (Object.is(value, 0)) zeros++
      stayedNaN = Number.isNaN(value) ? stayedNaN + 1 : 0
      lastFinite = !Number.isNaN(value)
    }
  }
  draft.note('loss is the mean since the log before.')
  if (rows.some((row) => 'eval_loss' in row)) draft.note('eval_loss leaves out batches whose loss is NaN.')
  if (zeros)
    draft.note(
      `${zeros === 1 ? 'One loss is' : `${zeros} losses are`} exactly 0: where a loss is NaN or infinite the Trainer logs 0.0, unless it is told logging_nan_inf_filter=False.`,
    )
  if (!lastFinite && stayedNaN > 1)
    draft.note(
      `The last ${stayedNaN} losses are NaN: after one NaN the Trainer's mean stays NaN, the losses may not.`,
    )
}

const paramNames = ['train_batch_size', 'num_train_epochs', 'logging_steps', 'eval_steps', 'save_steps']

function describe(state: JsonObject, draft: Draft): void {
  const given = paramNames.flatMap((name) =>
    state[name] === undefined || state[name] === null ? [] : [[name, state[name]]],
  )
  draft.params(Object.fromEntries(given))
  const planned = numberOf(state.max_steps)
  if (planned !== undefined && planned > 0 && Number.isSafeInteger(planned))
    draft.describe({ plannedSteps: planned })
  const row = rowsOf(state).findLast(
    ({ epoch, step }) => (numberOf(epoch) ?? 0) > 0 && (numberOf(step) ?? 0) > 0,
  )
  if (!row) return
  const stepsPerEpoch = Math.round((numberOf(row.step) as number) / (numberOf(row.epoch) as number))
  // Known only where the two agree to the step.
  const isExact =
    Math.abs(stepsPerEpoch * (numberOf(row.epoch) as number) - (numberOf(row.step) as number)) < 0.01
  if (isExact && stepsPerEpoch >= 1) draft.describe({ stepsPerEpoch })
}
