/** Random numbers that a seed repeats on every machine. */

export type Random = {
  /** A number in [0, 1). */
  uniform(): number
  /** A number from the normal distribution of mean 0 and deviation 1. */
  normal(): number
  /** Puts the entries in random order, in place. */
  shuffle(entries: Int32Array): void
}

/** Turns a seed into well mixed 32-bit words: SplitMix32. */
function wordsFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x9e3779b9) >>> 0
    let word = state
    word = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
    word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35)
    return (word ^ (word >>> 16)) >>> 0
  }
}

/**
 * A generator of its own (sfc32, from PractRand) for a whole-number seed. Two streams of one seed have nothing in
 * common, so that changing the model does not change the order of the samples.
 */
export function createRandom(seed: number, stream = 0): Random {
  const words = wordsFrom(Math.imul(seed, 0x2545f491) ^ Math.imul(Math.floor(seed / 2 ** 32) + 1, stream + 1))
  let a = words()
  let b = words()
  let c = words()
  let counter = 1
  const next = () => {
    const sum = (a + b + counter) >>> 0
    counter = (counter + 1) >>> 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) >>> 0
    c = ((c << 21) | (c >>> 11)) >>> 0
    c = (c + sum) >>> 0
    return sum
  }
  for (let i = 0; i < 12; i++) next()
  const uniform = () => next() / 2 ** 32
  return {
    uniform,
    // Box and Muller; 1 − u keeps the logarithm away from 0.
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    shuffle(entries) {
      for (let i = entries.length - 1; i > 0; i--) {
        const j = Math.floor(uniform() * (i + 1))
        const entry = entries[i] as number
        entries[i] = entries[j] as number
        entries[j] = entry
      }
    },
  }
}
