/** Losses that pages are shown. */
export const decay = (n: number) => Array.from({ length: n }, (_, i) => 0.2 + 2 * Math.exp(-i / 10))

export const withSpike = (n: number, row: number) => decay(n).map((value, i) => (i === row ? 3 : value))
