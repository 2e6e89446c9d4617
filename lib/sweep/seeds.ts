/** Seeds as people write them. Pure, for the form too. */
import { Refusal } from '../refusal.ts'
import { mostTrainings } from './sweep.ts'

const wanted = 'a number of seeds such as 5, or seeds such as 3,4,9 or 0-9'

function countUp(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
}

function readPart(part: string, text: string): number[] {
  const [, first, last] = /^(\d{1,16})(?:(?:-|\.\.)(\d{1,16}))?$/.exec(part) ?? []
  const from = Number(first ?? Number.NaN)
  const to = Number(last ?? from)
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || to < from)
    throw new Refusal('invalid', `The seeds are ${wanted}, not ${JSON.stringify(text.slice(0, 100))}.`)
  requireFew(to - from + 1)
  return countUp(from, to)
}

function requireFew(count: number): void {
  if (count > mostTrainings)
    throw new Refusal('invalid', `A sweep has at most ${mostTrainings} seeds, not ${count}.`)
}

/** `5` is the seeds 0 to 4; `3,4,9`, `0-4` and `2..6` name them. In their order, each once. */
export function parseSeeds(text: string): number[] {
  const parts = text.split(',').map((part) => part.trim())
  const isCount = parts.length === 1 && /^\d+$/.test(parts[0] as string)
  if (isCount && Number(parts[0]) > 0) {
    requireFew(Number(parts[0]))
    return countUp(0, Number(parts[0]) - 1)
  }
  const seeds = [
    ...new Set(parts.filter((part, i) => part || i < parts.length - 1).flatMap((one) => readPart(one, text))),
  ]
  if (seeds.length === 0 || isCount)
    throw new Refusal('invalid', `The seeds are ${wanted}, not ${JSON.stringify(text.slice(0, 100))}.`)
  requireFew(seeds.length)
  return seeds
}

/** The shortest text that `parseSeeds` reads as these seeds. */
export function seedsText(seeds: readonly number[]): string {
  if (seeds.every((seed, i) => seed === i)) return String(seeds.length)
  // One seed alone would be read as how many there are.
  return seeds.length === 1 ? `${seeds[0]},` : seeds.join(',')
}

/** This many seeds that are not among these: the next ones after the largest. */
export function freshSeeds(seeds: readonly number[], count: number): number[] {
  const next = Math.max(-1, ...seeds) + 1
  return countUp(next, next + count - 1)
}
