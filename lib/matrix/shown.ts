/** What of the matrix a page shows: shades of its columns, and sentences about it. */
import { listed } from '../compare/compared-run.ts'
import { formatNumber, formatWhole, plural } from '../format.ts'
import type { CrossedRuns } from './crossed.ts'
import type { Matrix, MatrixCell } from './matrix.ts'

/** From 0 for the worst of a column to 1 for the best, by the rows; null for what is not finite, and where all are the same. */
export function shadesOf({ rows, columns }: Matrix): (number | null)[][] {
  const shades = columns.map(({ direction }, at) => {
    const means = rows.map(({ cells }) => cells[at]?.mean ?? Number.NaN)
    const finite = means.filter(Number.isFinite)
    const [low, high] = [Math.min(...finite), Math.max(...finite)]
    return means.map((mean) => {
      if (!Number.isFinite(mean) || high === low) return null
      const share = (mean - low) / (high - low)
      return direction === 'higher' ? share : 1 - share
    })
  })
  return rows.map((_, row) => shades.map((column) => column[row] ?? null))
}

/** `0.9677`, and `± 0.0045` where there is an interval. */
export function cellTexts({ mean, low, high }: MatrixCell): { value: string; reach: string | null } {
  const reach = low !== null && high !== null ? `± ${formatNumber((high - low) / 2, 2)}` : null
  return { value: mean === null ? '–' : formatNumber(mean), reach }
}

/** By what all were judged, in a sentence. */
export function judgedSentence({ judged, columns }: CrossedRuns): string | null {
  if (!judged) return null
  const { rows, scale } = judged
  const all = `Every model, scored on the same ${formatWhole(rows)} validation ${rows === 1 ? 'row' : 'rows'} by every loss and metric that fits what it predicts.`
  const standard = columns.filter(({ isStandardized }) => isStandardized).map(({ label }) => label)
  if (!scale || standard.length === 0) return all
  const unit = scale.unit ? ` ${scale.unit}` : ''
  return `${all} As in training, the losses ${listed(standard, 3)} are taken of standardized numbers, 1 being ${formatNumber(scale.deviation)}${unit}; the metrics are in the unit of the targets.`
}

/** Which runs are left out and why, a sentence for each reason. */
export function leftSentences({ left }: Pick<CrossedRuns, 'left'>): string[] {
  const byReason = new Map<string, string[]>()
  for (const { name, reason } of left) byReason.set(reason, [...(byReason.get(reason) ?? []), name])
  return Array.from(byReason, ([reason, names]) =>
    names.length === 1
      ? `${names[0]} is left out: it ${reason}.`
      : `${plural(names.length, 'run')} are left out (${listed(names, 3)}): each ${reason}.`,
  )
}
