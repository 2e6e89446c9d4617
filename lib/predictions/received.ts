/** Predictions that were sent, checked: what they are about, and that outputs and targets fit each other. */
import type { NumberArray } from '../losses/index.ts'
import { Refusal } from '../refusal.ts'
import type { NpyArray } from './npy.ts'
import { hashOfNumbers } from './packed-numbers.ts'
import {
  kindsOf,
  type OutputKind,
  type PredictedTask,
  type PredictionHead,
  type Predictions,
} from './predictions.ts'

export type SentPredictions = Pick<PredictionHead, 'which' | 'step' | 'scale' | 'classNames'> & {
  kind: OutputKind | null
  task: PredictedTask | null
  outputs: NpyArray
  /** [rows] or [rows, width]. */
  targets: NpyArray
}

type Table = { rows: number; width: number; data: NumberArray }

function tableOf(what: string, { shape, data }: NpyArray): Table {
  const [rows = 0, width = 1] = shape
  if (shape.length < 1 || shape.length > 2 || rows < 1 || width < 1)
    throw new Refusal(
      'invalid',
      `The ${what} have the shape [${shape.join(', ')}]: send [rows], or [rows, numbers of a row], with at least one of each.`,
    )
  return { rows, width, data }
}

/** By the shapes, where it is not said. */
function taskOf(sent: SentPredictions, outputs: Table, targets: Table): PredictedTask {
  if (sent.task) return sent.task
  if (sent.kind === 'vectors') return 'embedding'
  if (sent.kind === 'ranks') return 'ranking'
  if (sent.kind === 'boxes') return 'detection'
  if (sent.kind === 'values-and-variances') return 'regression'
  if (targets.width > 1) return 'multi-label'
  const isBits = targets.data.every((value) => value === 0 || value === 1)
  if (outputs.width === 1) return sent.kind === null || sent.kind === 'values' ? 'regression' : 'binary'
  return outputs.width === 2 && isBits ? 'binary' : 'classification'
}

/** Which widths outputs may have, and targets, for a task. */
function requireWidths(task: PredictedTask, kind: OutputKind, outputs: Table, targets: Table): void {
  const of = (least: number, wanted: number) => ({ isRight: outputs.width >= least, wanted })
  const rules: Record<PredictedTask, { isRight: boolean; wanted: number }> = {
    classification: of(2, 1),
    binary: {
      isRight: outputs.width === 1 || (outputs.width === 2 && kind !== 'margins' && kind !== 'values'),
      wanted: 1,
    },
    'multi-label': of(1, outputs.width),
    segmentation: of(1, outputs.width),
    regression: { isRight: outputs.width === (kind === 'values-and-variances' ? 2 : 1), wanted: 1 },
    detection: of(6, 5),
    embedding: of(1, 1),
    ranking: { isRight: outputs.width === 1, wanted: 1 },
  }
  const { isRight, wanted } = rules[task]
  if (!isRight || targets.width !== wanted)
    throw new Refusal(
      'invalid',
      `${kind} of the task ${task} with ${outputs.width} numbers a row do not go with ${targets.width} a row of the targets: name another task or kind, or send other shapes.`,
    )
}

/** The number of classes that labels may name; null where targets are no labels. */
function requireLabels(task: PredictedTask, outputs: Table, targets: Table): void {
  const classes = { classification: outputs.width, binary: 2, 'multi-label': 2, segmentation: 2 }[
    task as string
  ]
  for (let i = 0; i < targets.data.length; i++) {
    const value = targets.data[i] as number
    const row = Math.floor(i / targets.width)
    if (!Number.isFinite(value))
      throw new Refusal('invalid', `The target of row ${row} is ${value}, which none can be.`)
    if (classes !== undefined && !(Number.isInteger(value) && value >= 0 && value < classes))
      throw new Refusal(
        'invalid',
        `The target of row ${row} is ${value}: of the task ${task} with ${outputs.width} outputs it is a whole number from 0 to ${classes - 1}.`,
      )
  }
}

/** What rounding to 16 bits, or a sum of a few parts, adds. */
const slack = 1e-3

/** What is called a probability, or a variance, and cannot be one was called so by mistake. NaN is kept: a model may say it. */
function requireOutputs(kind: OutputKind, { data, width }: Table): void {
  const isWrong: Partial<Record<OutputKind, (value: number, at: number) => boolean>> = {
    probabilities: (value) => value < -slack || value > 1 + slack,
    'log-probabilities': (value) => value > slack,
    'values-and-variances': (value, at) => at % 2 === 1 && value < 0,
  }
  const at = data.findIndex(isWrong[kind] ?? (() => false))
  if (at < 0) return
  const what = {
    probabilities: 'a probability, which is from 0 to 1',
    'log-probabilities': 'the logarithm of a probability, which is at most 0',
    'values-and-variances': 'a variance, which is at least 0',
  }[kind as string]
  throw new Refusal(
    'invalid',
    `The output of row ${Math.floor(at / width)} is ${data[at]}, and not ${what}: name another kind.`,
  )
}

/** Where outputs are of classes or labels, each has its name. */
function requireNames(task: PredictedTask, names: readonly string[] | null, outputs: Table): void {
  const classes = { classification: outputs.width, binary: 2, 'multi-label': outputs.width }[task as string]
  if (names && classes !== undefined && names.length !== classes)
    throw new Refusal('invalid', `There are ${names.length} names of classes for ${classes} classes.`)
}

/** Refuses, in one sentence, what no loss could be computed of. Outputs may be NaN and infinite. */
export function checkedPredictions(sent: SentPredictions): Predictions {
  const outputs = tableOf('outputs', sent.outputs)
  const targets = tableOf('targets', sent.targets)
  if (outputs.rows !== targets.rows)
    throw new Refusal(
      'invalid',
      `There are ${outputs.rows} rows of outputs and ${targets.rows} of targets: each row has both.`,
    )
  const task = taskOf(sent, outputs, targets)
  const kind = sent.kind ?? (kindsOf[task][0] as OutputKind)
  if (!kindsOf[task].includes(kind))
    throw new Refusal(
      'invalid',
      `Outputs of the task ${task} are ${kindsOf[task].join(', ')}, not ${kind}: name another kind, or the task.`,
    )
  requireWidths(task, kind, outputs, targets)
  requireOutputs(kind, outputs)
  requireLabels(task, outputs, targets)
  requireNames(task, sent.classNames, outputs)
  return {
    ...{ which: sent.which, step: sent.step, task, kind, rows: outputs.rows, classNames: sent.classNames },
    scale: task === 'regression' ? sent.scale : null,
    ...{ outputWidth: outputs.width, targetWidth: targets.width },
    ...{
      outputs: outputs.data,
      targets: targets.data,
      outputsHash: hashOfNumbers(outputs.data),
      targetsHash: hashOfNumbers(targets.data),
    },
  }
}
