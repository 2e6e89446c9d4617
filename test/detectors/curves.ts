/** Synthetic loss curves, the same in every run of the tests. */

import { normal, type Random, seeded } from '../../scripts/bench/noise/random.ts'

export { seeded }

/** `shape` by row, times 1 + noise. */
export function noisy(rows: number, noise: number, shape: (row: number) => number, seed = 1): number[] {
  const random = seeded(seed)
  return Array.from({ length: rows }, (_, row) => shape(row) * (1 + noise * normal(random)))
}

export const decay = (from: number, to: number, rows: number) => (row: number) =>
  to + (from - to) * Math.exp(-row / rows)

/** A noisy decay. */
export function healthy(rows: number, noise = 0.03, seed = 1): number[] {
  return noisy(rows, noise, decay(2.3, 0.4, rows / 5), seed)
}

/** A decay that turns into exponential growth at a row. */
export function explodes(rows: number, at: number, noise = 0.03, seed = 1): number[] {
  const shape = decay(2.3, 0.4, rows / 5)
  return noisy(rows, noise, (row) => shape(row) * (row < at ? 1 : 2 ** (row - at + 1)), seed)
}

/** A decay that loses half of its progress, little by little, from a row on. */
export function climbs(rows: number, from: number, noise = 0.02, seed = 1): number[] {
  const shape = decay(2.3, 0.4, rows / 8)
  return noisy(rows, noise, (row) => shape(row) + Math.max(0, Math.min(1, (row - from) / 20)), seed)
}

/** A decay with single rows three times as high. */
export function spikes(rows: number, ...at: number[]): number[] {
  return healthy(rows).map((value, row) => (at.includes(row) ? 3 * value : value))
}

/** Goes up and down by more than it gains. */
export function swings(rows: number, seed = 1): number[] {
  return noisy(rows, 0.1, (row) => 2 + (row % 2 ? 0.9 : -0.9), seed)
}

/** Stands at its start. */
export function stands(rows: number, noise = 0.005, seed = 1): number[] {
  return noisy(rows, noise, (row) => Math.LN10 * (1 + 0.05 * Math.exp(-row)), seed)
}

/** Validation that is best at a row and rises afterwards, with the training curve beside it. */
export function overfits(rows: number, best: number): { train: number[]; validation: number[] } {
  return {
    train: noisy(rows, 0.01, decay(2.3, 0.05, rows / 4), 2),
    validation: noisy(
      rows,
      0.01,
      (row) => (row < best ? 1.2 - (0.6 * row) / best : 0.6 + 0.02 * (row - best)),
      3,
    ),
  }
}

/** Falls, stands, rises and jumps of any length, one after the other. */
export function wanders(random: Random): number[] {
  const noise = [0, 0.003, 0.02, 0.1][Math.floor(4 * random())] as number
  const values: number[] = []
  let from = 2.3
  for (let left = 1 + Math.floor(5 * random()); left > 0; left--) {
    const rows = 5 + Math.floor(60 * random())
    const to = from * ([0.05, 0.3, 0.9, 1, 1.05, 1.3, 5][Math.floor(7 * random())] as number)
    const shape =
      random() < 0.2 ? () => to : (row: number) => from + (to - from) * (1 - Math.exp((-3 * row) / rows))
    for (let row = 0; row < rows; row++) values.push(shape(row) * (1 + noise * normal(random)))
    from = to
  }
  return values
}

export function thinned(values: readonly number[], by: number): number[] {
  return values.filter((_, row) => row % by === 0)
}
