/** The logistic function and its relatives, in forms that neither overflow nor lose digits. */
import type { DataFacts } from '../loss.ts'

/** log(1 + eˣ). With x above 0 taken out of the exponential, it cannot overflow. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))
}

/** 1 / (1 + e⁻ˣ); as exact near 0 as near 1, so that 1 − σ(x) is taken as σ(−x). */
export function sigmoid(x: number): number {
  const e = Math.exp(-Math.abs(x))
  return x >= 0 ? 1 / (1 + e) : e / (1 + e)
}

/** The mean over labels of a level that depends on the label's rate of positives; at `usual` when no rate is known. */
export function priorLevel(facts: DataFacts, usual: number, levelAt: (rate: number) => number): number {
  const rates = facts.classPrior?.length ? facts.classPrior : [usual]
  return rates.reduce((sum, rate) => sum + levelAt(rate), 0) / rates.length
}

/** The entropy of a bit that is 1 at this rate: what the best constant guess costs. */
export function bitEntropy(rate: number): number {
  return -[rate, 1 - rate].reduce((sum, p) => sum + (p > 0 ? p * Math.log(p) : 0), 0)
}
