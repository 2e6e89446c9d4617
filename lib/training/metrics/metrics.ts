/** The metrics of each kind of task: the same names whatever the loss. */
import type { Purpose, TaskKind } from '../task.ts'
import { accuracy, auroc, f1Of, macroF1, meanOfNumbers, namedBits, namedClasses, recalls } from './classes.ts'
import { energyDistance } from './energy-distance.ts'
import { orderAccuracy, recallAt1 } from './neighbours.ts'
import { meanAbsoluteError, meanAbsolutePercentageError, rootMeanSquaredError, rSquared } from './numbers.ts'
import { boxIou, maskIou } from './places.ts'

type Values = Record<string, number>

/** What metrics are about: readings as `readingsOf` gives them, and the truth of the same rows. */
export type Judged = {
  readings: ArrayLike<number>
  truth: ArrayLike<number>
  /** Classes, labels, places or dimensions. */
  outputs: number
  classNames: readonly string[] | null
}

/** More classes than this get no recall each. */
const mostRecalls = 20

/** NaN for a class that is not there. A slash would look like one more part of the name. */
function recallValues(named: Int32Array, { truth, outputs, classNames }: Judged): Values {
  const names = classNames ?? Array.from({ length: outputs }, (_, label) => String(label))
  if (outputs > mostRecalls) return {}
  return Object.fromEntries(
    recalls(named, truth, outputs).map((recall, label) => [
      `recall/${names[label]?.replaceAll('/', '-').slice(0, 100)}`,
      recall,
    ]),
  )
}

function column(values: ArrayLike<number>, width: number, at: number): Float64Array {
  return Float64Array.from({ length: values.length / width }, (_, row) => values[row * width + at] as number)
}

/** Where all rows are of one class, naming it always would be perfect: that is no F1. */
function f1OfClasses(named: Int32Array, truth: ArrayLike<number>, classes: number): number {
  return new Set(Array.from(truth)).size > 1 ? macroF1(named, truth, classes) : Number.NaN
}

function ofClasses(judged: Judged): Values {
  const named = namedClasses(judged.readings, judged.outputs)
  return {
    accuracy: accuracy(named, judged.truth),
    f1: f1OfClasses(named, judged.truth, judged.outputs),
    ...recallValues(named, judged),
  }
}

function ofTwoClasses(judged: Judged): Values {
  const named = namedBits(judged.readings)
  return {
    accuracy: accuracy(named, judged.truth),
    f1: f1OfClasses(named, judged.truth, 2),
    auroc: auroc(judged.readings, judged.truth),
    ...recallValues(named, judged),
  }
}

/** `accuracy` is the share of rows with all labels right; `f1` and `auroc` are means over the labels that have one. */
function ofLabels({ readings, truth, outputs }: Judged): Values {
  const named = namedBits(readings)
  const rows = truth.length / outputs
  let right = 0
  for (let row = 0; row < rows; row++) {
    let isRight = true
    for (let i = row * outputs; i < (row + 1) * outputs; i++) if (named[i] !== truth[i]) isRight = false
    if (isRight) right++
  }
  const labels = Array.from({ length: outputs }, (_, label) => label)
  const over = (of: (label: number) => number) => meanOfNumbers(labels.map(of))
  return {
    accuracy: right / rows,
    f1: over((label) => f1Of(column(named, outputs, label), column(truth, outputs, label), 1)),
    auroc: over((label) => auroc(column(readings, outputs, label), column(truth, outputs, label))),
  }
}

/** In the unit of the targets; `mape` only where no target is 0. */
function ofNumbers({ readings, truth }: Judged): Values {
  const mape = meanAbsolutePercentageError(readings, truth)
  const hasZero = Array.from(truth).includes(0)
  return {
    mae: meanAbsoluteError(readings, truth),
    rmse: rootMeanSquaredError(readings, truth),
    r2: rSquared(readings, truth),
    ...(!hasZero && { mape }),
  }
}

function ofBoxes({ readings, truth, outputs }: Judged): Values {
  const width = 4 + outputs
  const rows = truth.length / 5
  const scores = Float64Array.from({ length: rows * outputs }, (_, i) => {
    return readings[Math.floor(i / outputs) * width + 4 + (i % outputs)] as number
  })
  let overlap = 0
  for (let row = 0; row < rows; row++) overlap += boxIou(readings, row * width, truth, row * 5)
  return { iou: overlap / rows, accuracy: accuracy(namedClasses(scores, outputs), column(truth, 5, 4)) }
}

const metrics: Record<TaskKind, (judged: Judged) => Values> = {
  classification: ofClasses,
  binary: ofTwoClasses,
  'multi-label': ofLabels,
  regression: ofNumbers,
  segmentation: ({ readings, truth, outputs }) => ({ iou: maskIou(readings, truth, outputs) }),
  detection: ofBoxes,
  embedding: ({ readings, truth, outputs }) => ({ recall_at_1: recallAt1(readings, truth, outputs) }),
  ranking: ({ readings, truth }) => ({ accuracy: orderAccuracy(readings, truth) }),
  adversarial: ({ readings, truth, outputs }) => ({
    energy_distance: energyDistance(readings, truth, outputs),
  }),
}

/** The metrics of a task by the names of their series, `val/accuracy`. */
export function metricsOf(
  task: Purpose,
  readings: ArrayLike<number>,
  truth: ArrayLike<number>,
  classNames: readonly string[] | null,
): Values {
  const values = metrics[task.kind]({ readings, truth, outputs: task.size.outputs, classNames })
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`val/${name}`, value]))
}
