/** A run as it is compared: what it was trained with, and the newest and best value of each of its series. */
import type { Run } from '../run.ts'

export type StepValue = { step: number; value: number }

export type ComparedRun = {
  run: Run
  /** May be NaN or infinite. */
  latest: Readonly<Record<string, StepValue>>
  /** Finite; a series with no finite value has none. */
  best: Readonly<Record<string, StepValue>>
}

/** Which way series are better, as any of the runs says. */
export function directionsOf(runs: readonly Pick<Run, 'directions'>[]): Run['directions'] {
  return Object.fromEntries(runs.flatMap(({ directions }) => Object.entries(directions)))
}

/** The different items, in the order in which they first come. */
export function distinct<T>(items: readonly T[]): T[] {
  return [...new Set(items)]
}

/** "a", "a and b", "a, b and c", "a, b, c and 4 more". */
export function listed(words: readonly string[], most = 4): string {
  const rest = words.length - most
  const shown = rest > 0 ? [...words.slice(0, most), `${rest} more`] : words
  if (shown.length < 2) return shown.join('')
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}
