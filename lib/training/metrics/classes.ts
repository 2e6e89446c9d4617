/** How well classes are told, apart from any loss. All in float64. */

/**
 * The index of the largest of `classes` numbers from `base` on, the first of equal ones as in PyTorch's argmax; −1
 * beside a NaN.
 */
function largestOf(scores: ArrayLike<number>, base: number, classes: number): number {
  let largest = 0
  for (let c = 0; c < classes; c++) {
    const score = scores[base + c] as number
    if (Number.isNaN(score)) return -1
    if (score > (scores[base + largest] as number)) largest = c
  }
  return largest
}

/** The class that each row [rows, classes] names, −1 where a score is NaN. */
export function namedClasses(scores: ArrayLike<number>, classes: number): Int32Array {
  return Int32Array.from({ length: scores.length / classes }, (_, row) =>
    largestOf(scores, row * classes, classes),
  )
}

/** 1 for a number above 0, else 0; −1 for NaN. */
export function namedBits(margins: ArrayLike<number>): Int32Array {
  return Int32Array.from(margins, (margin) => (Number.isNaN(margin) ? -1 : margin > 0 ? 1 : 0))
}

/** The share of rows that name their label; −1 is always wrong. */
export function accuracy(named: ArrayLike<number>, labels: ArrayLike<number>): number {
  let right = 0
  for (let row = 0; row < labels.length; row++) if (named[row] === labels[row]) right++
  return right / labels.length
}

/** Of each class the share of its rows that name it: NaN for a class without rows. */
export function recalls(named: ArrayLike<number>, labels: ArrayLike<number>, classes: number): number[] {
  const right = new Float64Array(classes)
  const all = new Float64Array(classes)
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row] as number
    all[label] = (all[label] as number) + 1
    if (named[row] === label) right[label] = (right[label] as number) + 1
  }
  return Array.from(right, (count, label) => count / (all[label] as number))
}

/** 2·TP / (2·TP + FP + FN) of one class; NaN when it is neither there nor named. */
export function f1Of(named: ArrayLike<number>, labels: ArrayLike<number>, label: number): number {
  let twice = 0
  let all = 0
  for (let row = 0; row < labels.length; row++) {
    const isNamed = named[row] === label ? 1 : 0
    const isThere = labels[row] === label ? 1 : 0
    twice += 2 * isNamed * isThere
    all += isNamed + isThere
  }
  return twice / all
}

/** The mean of those that are numbers; NaN when none is. */
export function meanOfNumbers(values: readonly number[]): number {
  const numbers = values.filter((value) => !Number.isNaN(value))
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length
}

/** The mean F1 of the classes that are there or named, as scikit-learn's `f1_score(average='macro')`. */
export function macroF1(named: ArrayLike<number>, labels: ArrayLike<number>, classes: number): number {
  return meanOfNumbers(Array.from({ length: classes }, (_, label) => f1Of(named, labels, label)))
}

/**
 * The area under the ROC curve: how likely a positive row has more than a negative one, equal scores counting half
 * (Mann and Whitney 1947). Exact. NaN when one side is empty or a score is NaN.
 */
export function auroc(scores: ArrayLike<number>, bits: ArrayLike<number>): number {
  const order = Array.from({ length: bits.length }, (_, row) => row)
  if (order.some((row) => Number.isNaN(scores[row]))) return Number.NaN
  order.sort((a, b) => (scores[a] as number) - (scores[b] as number))
  let positives = 0
  let rankSum = 0
  for (let start = 0; start < order.length; ) {
    let end = start
    let tied = 0
    while (end < order.length && scores[order[end] as number] === scores[order[start] as number])
      tied += bits[order[end++] as number] as number
    // Ranks count from 1; all of a tie share their mean.
    rankSum += (tied * (start + 1 + end)) / 2
    positives += tied
    start = end
  }
  const negatives = order.length - positives
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives)
}
