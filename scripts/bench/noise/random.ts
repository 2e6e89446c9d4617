/** Chance from a seed. */

/** Uniform in [0, 1). */
export type Random = () => number

/** Mulberry32. */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Standard normal, by Box and Muller. */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

export function uniform(random: Random, from: number, to: number): number {
  return from + (to - from) * random()
}

export function logUniform(random: Random, from: number, to: number): number {
  return from * (to / from) ** random()
}

export function oneOf<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(list.length * random())] as T
}
