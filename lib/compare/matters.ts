/** The smallest difference that matters, as people write it. */
import type { Matters } from './judgement.ts'

/** `2%` is a share of what the other reached, `0.05` a size in the unit of the metric; null for anything else. */
export function readMatters(text: string): Matters | null {
  const [, digits, unit] = /^\s*(\d*\.?\d+(?:e[+-]?\d+)?)\s*(%?)\s*$/i.exec(text) ?? []
  const size = Number(digits)
  if (digits === undefined || !Number.isFinite(size)) return null
  return unit ? { share: size / 100 } : { size }
}

export function writeMatters(matters: Matters): string {
  return 'share' in matters ? `${Number((100 * matters.share).toPrecision(6))}%` : String(matters.size)
}
