/** What the name of a metric tells: whether it is one that can be good or bad, and which way is better. */
import { roleOf } from '../detectors/series-names.ts'
import type { Direction, Run } from '../run.ts'
import { isSystemSeries } from '../system/system-series.ts'

type Directions = Run['directions']

/** Scores by their names: of classes, of masks and boxes, of texts, of rankings, of pictures and fits, of what is earned. */
const scores = [
  'acc|accuracy|f1|auc|auroc|auprc|ap|r2|recall|precision|specificity|sensitivity',
  'm?iou|jaccard|dice_score',
  'bleu|rouge(_?[12l])?|meteor|chrf|exact_match|em',
  String.raw`map|ndcg|mrr|hits|hit_rate|top_?\d`,
  'psnr|ssim|mcc|kappa|elbo|log_?likelihood',
  'reward|ep_rew(_mean)?|return|ep_return|win_rate|success_rate',
]
const higherIsBetter = new RegExp(String.raw`(^|[/_.-])(${scores.join('|')})s?(?:[12l])?([@/_.-]|\d|$)`, 'i')

/** Errors and distances by their names: of numbers, of texts, of pictures, of chances, and others. Losses are known by theirs. */
const errors = [
  'err|error|rmse|mse|mae|mape|smape|msle|rmsle|medae',
  'wer|cer|ter',
  'fid|kid',
  'brier|ece|deviance|distance|perplexity|ppl',
  'lpips|chamfer|hausdorff|regret',
]
const lowerIsBetter = new RegExp(`(^|[^a-z])(${errors.join('|')})s?([^a-z]|$)`, 'i')

/** Words beside a score that turn it round: its error, its negative, its loss. */
const turned = /(^|[^a-z0-9])(err|error|neg|negative|minus|loss|miss)s?([^a-z]|$)|(^|[/_.])1-/i

/** Words beside a score that leave nobody the wiser: how it scatters, what it takes, what is taken from it. */
const muddled =
  /(^|[^a-z])(std|stdev|var|variance|sem|ci|time|sec|seconds?|penalty|gap|diff|delta|count|num|coef|weight|baseline|target|threshold)([^a-z]|$)/i

/** Whether higher values are better, as far as the run or the name tells. */
export function isBetterHigher(name: string, said: Directions = {}): boolean {
  const told = saidOf(name, said)
  if (told) return told === 'higher'
  return higherIsBetter.test(name) && !turned.test(name) && !muddled.test(name)
}

function saidOf(name: string, said: Directions): Direction | null {
  return Object.hasOwn(said, name) ? (said[name] as Direction) : null
}

/** Settings, counters and speeds: they have a newest value, but no best one. */
const bookkeeping =
  /(^|[^a-z])(epochs?|steps?|iter(ation)?s?|time|seconds?|sec|samples|tokens|throughput|speed|fps|memory|mem|gpu|cpu|momentum|weight_decay|norm|scale)([^a-z]|$)/i

export function isBookkeeping(name: string): boolean {
  return bookkeeping.test(name) || isSystemSeries(name)
}

/**
 * Which way is better: as the run says, else by its name; null where that does not tell for sure: nobody wants the
 * lowest learning rate.
 */
export function directionOf(name: string, said: Directions = {}): Direction | null {
  const told = saidOf(name, said)
  if (told) return told
  const { kind } = roleOf(name)
  if (kind === 'loss') return isBetterHigher(name) ? null : 'lower'
  if (kind !== 'other' && kind !== 'accuracy') return null
  if (isBetterHigher(name)) return 'higher'
  const isTurned = higherIsBetter.test(name) && turned.test(name)
  const isLower = (lowerIsBetter.test(name) || isTurned) && !bookkeeping.test(name) && !muddled.test(name)
  return isLower ? 'lower' : null
}

/**
 * Whether the best value of a series says something. A guess of the direction would call the worst value the best,
 * and the lowest loss of one side of a game is none.
 */
export function hasBest(name: string, said: Directions = {}): boolean {
  if (saidOf(name, said)) return true
  return directionOf(name) !== null && !(roleOf(name).kind === 'loss' && roleOf(name).ganLike)
}
