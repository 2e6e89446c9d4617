/** Histories that are one JSON text: XGBoost, LightGBM, skorch, Sacred, scikit-learn. */
import type { Draft } from '../draft.ts'
import { type ForeignFile, type Format, folderOf, type Head, nameOfPath, type Reading } from '../foreign.ts'
import { createTroubles, type Troubles } from '../troubles.ts'
import { addList } from './lists.ts'
import type { Json } from './parse.ts'
import { draftOf, isObject, type JsonObject, jsonOf, numberOf } from './values.ts'

/** Reads one file of JSON into one run; what it is no history of is named. */
function readHistory(
  file: ForeignFile | undefined,
  source: string,
  take: (value: Json, draft: Draft, troubles: Troubles) => void,
): Reading {
  if (!file) return { runs: [], troubles: [] }
  const draft = draftOf(file, source)
  const troubles = createTroubles(file.path)
  const value = jsonOf(file, troubles)
  if (value !== undefined) take(value, draft, troubles)
  return { runs: [draft.run()], troubles: troubles.list() }
}

/** `{set: {metric: [` */
const boosting =
  /^\s*\{\s*"([^"]+)"\s*:\s*\{\s*"([^"]+)"\s*:\s*\[\s*(?:-?[\d.]|NaN|-?Infinity|"(?:nan|-?inf))/
const isLightgbm = ([, set = '', metric = '']: RegExpExecArray) =>
  /^(training|valid_\d+)$/.test(set) || /^(binary_|multi_)logloss|^l[12]$|^binary_error$/.test(metric)
/** What Sacred and scikit-learn have in the place of a metric. */
const isOther = /^(steps|loss_curve_|train_score_|validation_scores?_)$/

function boostingFormat(id: string, title: string, isOwn: (found: RegExpExecArray) => boolean): Format {
  return {
    id,
    title,
    sniff({ text }) {
      const found = boosting.exec(text)
      return found !== null && !isOther.test(found[2] as string) && isOwn(found)
    },
    read: ([file]) =>
      readHistory(file, id, (value, draft, troubles) => {
        draft.note('Steps are rounds, counted from 0 since this training began.')
        if (!isObject(value)) return
        for (const [set, metrics] of Object.entries(value))
          if (isObject(metrics))
            for (const [metric, list] of Object.entries(metrics))
              addList(draft, troubles, `${set}/${metric}`, list)
      }),
  }
}

export const lightgbm = boostingFormat('lightgbm', 'LightGBM record_evaluation', isLightgbm)
export const xgboost = boostingFormat('xgboost', 'XGBoost evals_result', (found) => !isLightgbm(found))

const counts = new Set(['epoch', 'train_batch_count', 'valid_batch_count'])

export const skorch: Format = {
  id: 'skorch',
  title: 'skorch history',
  sniff: ({ text }) => /^\s*\[\s*\{/.test(text) && /"train_batch_count"|"batches"\s*:\s*\[/.test(text),
  read: ([file]) =>
    readHistory(file, 'skorch', (value, draft, troubles) => {
      draft.note('Steps are epochs, counted from 1. Values of single batches are left out.')
      draft.describe({ stepsPerEpoch: 1 })
      for (const [i, row] of (Array.isArray(value) ? value : []).entries()) {
        const epoch = isObject(row) ? numberOf(row.epoch) : undefined
        if (!isObject(row) || epoch === undefined) {
          troubles.add(`[${i}]`, 'an epoch without its number is left out.')
          continue
        }
        for (const [name, item] of Object.entries(row)) {
          // Whether the epoch is the best until then.
          if (counts.has(name) || (typeof item === 'boolean' && name.endsWith('_best'))) continue
          const number = numberOf(item)
          if (number !== undefined) draft.add(name, epoch, number)
        }
      }
    }),
}

const endings = {
  COMPLETED: 'finished',
  FAILED: 'failed',
  INTERRUPTED: 'stopped',
  TIMEOUT: 'failed',
} as const

/** Sacred's times have no zone; it takes them in UTC. */
const sacredTime = (text: Json | undefined) =>
  typeof text === 'string' ? Date.parse(`${text}Z`) : Number.NaN

function readSacredRun(file: ForeignFile, draft: Draft, troubles: Troubles): void {
  const value = jsonOf(file, troubles)
  if (!isObject(value)) return
  if (nameOfPath(file.path) === 'config.json') {
    draft.params(value)
    return
  }
  const { status, experiment, start_time, stop_time } = value
  if (isObject(experiment) && typeof experiment.name === 'string') draft.describe({ name: experiment.name })
  draft.started(sacredTime(start_time))
  if (typeof status === 'string' && Object.hasOwn(endings, status))
    draft.ended(endings[status as keyof typeof endings], sacredTime(stop_time))
}

/** What jsonpickle makes of an array: of one element it is a number, as that element is. */
function sacredValue(item: Json | undefined): number | undefined {
  if (!isObject(item) || item['py/object'] !== 'numpy.ndarray') return numberOf(item)
  let { values } = item
  while (Array.isArray(values) && values.length === 1) values = values[0] as Json
  return isObject(values) ? undefined : numberOf(values)
}

function readSacredMetrics(value: JsonObject, draft: Draft, troubles: Troubles): void {
  for (const [name, columns] of Object.entries(value)) {
    if (!isObject(columns)) continue
    const { steps, values, timestamps } = columns
    if (!Array.isArray(steps) || !Array.isArray(values)) {
      troubles.add(name, 'its steps or its values are missing.')
      continue
    }
    if (steps.length !== values.length)
      troubles.add(name, `it has ${steps.length} steps and ${values.length} values.`)
    let left = 0
    let place = 0
    for (const [i, item] of values.entries()) {
      const step = numberOf(steps[i])
      const number = sacredValue(item)
      if (step === undefined && i >= steps.length) continue
      if (step === undefined || number === undefined) {
        if (left++ === 0) place = i
        continue
      }
      const time = Array.isArray(timestamps) ? sacredTime(timestamps[i]) : Number.NaN
      draft.add(name, step, number, time)
    }
    const others = left > 1 ? `, nor ${left === 2 ? 'is 1 other' : `are ${left - 1} others`}` : ''
    if (left) troubles.add(`${name}[${place}]`, `it is no number at a step${others}: left out.`)
  }
}

export const sacred: Format = {
  id: 'sacred',
  title: 'Sacred FileStorageObserver',
  sniff: ({ text }) =>
    /^\s*\{\s*"[^"]+"\s*:\s*\{\s*"steps"\s*:\s*\[/.test(text) && /"timestamps"\s*:/.test(text),
  group: (heads: readonly Head[], paths) =>
    heads.map(({ path, name }) => {
      const beside =
        name === 'metrics.json' ? ['run.json', 'config.json'].map((file) => `${folderOf(path)}/${file}`) : []
      return { path, files: [path, ...beside.filter((file) => paths.includes(file))] }
    }),
  read([file, ...others]) {
    const more: Troubles[] = []
    const reading = readHistory(file, 'sacred', (value, draft, troubles) => {
      if (isObject(value)) readSacredMetrics(value, draft, troubles)
      for (const other of others) {
        const found = createTroubles(other.path)
        readSacredRun(other, draft, found)
        more.push(found)
      }
      draft.note('Times are taken as UTC.')
    })
    return { ...reading, troubles: [...reading.troubles, ...more.flatMap((found) => found.list())] }
  },
}

const curves: Readonly<Record<string, string>> = {
  loss_curve_: 'train/loss',
  validation_scores_: 'val/score',
  train_score_: 'train/score',
  validation_score_: 'val/score',
}

/** Attributes of estimators that somebody wrote as JSON: scikit-learn itself writes no files of them. */
export const scikitLearn: Format = {
  id: 'scikit-learn',
  title: 'scikit-learn curves',
  sniff: ({ text }) =>
    /^\s*\{/.test(text) && /"(loss_curve_|train_score_|validation_scores?_)"\s*:\s*\[/.test(text),
  read(files) {
    const [file] = files
    return readHistory(file, 'scikit-learn', (value, draft, troubles) => {
      if (!isObject(value)) return
      draft.note(
        'Curves as scikit-learn keeps them: the loss of MLPRegressor is half the squared error, losses hold the penalty, the train score of GradientBoostingClassifier is twice its loss, scores of HistGradientBoosting are losses with a minus.',
      )
      const add = (from: JsonObject, prefix: string) => {
        for (const [name, series] of Object.entries(curves))
          addList(draft, troubles, prefix + series, from[name])
      }
      add(value, '')
      for (const [name, inner] of Object.entries(value)) if (isObject(inner)) add(inner, `${name}/`)
    })
  },
}
