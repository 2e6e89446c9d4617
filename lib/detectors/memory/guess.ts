/** Where a cross-entropy stands that guesses among a usual number of classes. */
export const usualGuesses = [2, 3, 4, 5, 10, 20, 100, 1000].map(Math.log)

/** About there is within 2 %. */
const nearShare = 0.02

/** Whether a level is about that of a guess, known or usual: then zero is its yardstick. */
export function isNearGuess(level: number, chanceLevel: number | null): boolean {
  const levels = chanceLevel === null ? usualGuesses : [chanceLevel]
  return levels.some((guess) => isWithin(level, guess, nearShare))
}

/** Whether a value lies no further from a level than this share of it. */
export function isWithin(value: number, level: number, share: number): boolean {
  return Math.abs(value - level) <= share * Math.abs(level)
}
