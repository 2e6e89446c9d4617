/** What the name of a metric tells: which way is better. */

const higherIsBetter =
  /(^|[/_.-])(acc|accuracy|f1|auc|auroc|r2|recall|precision|iou|dice_score|bleu|map|top_?\d)([@/_.-]|\d|$)/i

/** Whether higher values are better; for losses, errors and everything unknown lower ones are. */
export function isBetterHigher(name: string): boolean {
  return higherIsBetter.test(name)
}
