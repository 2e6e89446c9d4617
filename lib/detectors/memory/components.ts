/** The parts of a composed loss: when the whole goes wrong, did one part go first? */
import type { SeriesRole } from '../series-names.ts'

/** A part of the loss, the step at which it first went wrong, as long as it is wrong, and whether it went up before it broke. */
export type Component = { name: string; wrongSince: number | null; blewUp: boolean }

/** What going wrong is, for a part: it may well rise, but not get lost. */
export const wrongCodes = ['non-finite', 'diverged', 'climbing'] as const

/**
 * The part that went wrong before the others did, no later than the whole did at `step`. Null when no part is known to be
 * well, when none went wrong, or when two did at once.
 */
export function firstWrong(components: readonly Component[], step: number): Component | null {
  const wrong = components
    .filter(({ wrongSince }) => wrongSince !== null && wrongSince <= step)
    .sort((a, b) => (a.wrongSince as number) - (b.wrongSince as number))
  const [first, second] = wrong
  if (!first || components.length < 2 || second?.wrongSince === first.wrongSince) return null
  return first
}

/** The first wrong part as evidence, which holds numbers only: its name is in the key. */
export function partEvidence(components: readonly Component[], step: number): Record<string, number> {
  const part = firstWrong(components, step)
  return part ? { [`${partPrefix}${part.name}`]: part.wrongSince as number } : {}
}

const partPrefix = 'part '

/** The name that `partEvidence` wrote down; null where it wrote none. */
export function partIn(evidence: Readonly<Record<string, unknown>>): string | null {
  const key = Object.keys(evidence).find((name) => name.startsWith(partPrefix))
  return key === undefined ? null : key.slice(partPrefix.length)
}

/** Of a whole, not of a part of a part, and of no other split. */
export function isComponentOf(part: SeriesRole, whole: SeriesRole): boolean {
  return part.kind === 'loss' && part.component && !whole.component && part.split === whole.split
}
