/** What the name of a metric tells: whether it is one that can be good or bad, and which way is better. */
import { roleOf } from '../detectors/series-names.ts'

const higherIsBetter =
  /(^|[/_.-])(acc|accuracy|f1|auc|auroc|r2|recall|precision|iou|dice_score|bleu|map|top_?\d)([@/_.-]|\d|$)/i

/** Whether higher values are better; for losses, errors and everything unknown lower ones are. */
export function isBetterHigher(name: string): boolean {
  return higherIsBetter.test(name)
}

/** Settings, counters and speeds: they have a newest value, but no best one. */
const bookkeeping =
  /(^|[^a-z])(epochs?|steps?|iter(ation)?s?|time|seconds?|sec|samples|tokens|throughput|speed|fps|memory|mem|gpu|cpu|momentum|weight_decay|norm|scale)([^a-z]|$)/i

/** Whether the best value of a series says something: of losses, errors and scores, not of learning rates, norms, epochs and speeds. */
export function hasBest(name: string): boolean {
  const { kind } = roleOf(name)
  if (kind === 'loss' || isBetterHigher(name)) return true
  return (kind === 'other' || kind === 'accuracy') && !bookkeeping.test(name)
}
