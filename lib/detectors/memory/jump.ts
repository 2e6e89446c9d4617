/** Tells a level that was left at once, for good, from one that noise has wandered away from: that goes in steps of its noise. */
import { type Level, lastValues } from './level.ts'
import { stepNoise } from './noise.ts'

/** It is looked for in so many of the last bins. */
const jumpBins = 64
/** It takes that many bins of before to tell it. */
const fewestBefore = 3
/** Nothing since has come back by half of it: an AR(1) of 0.9 has, after eight bins. */
const backShare = 0.5

/** How many times the noise of all steps that one step is at least, and which share of the rise came by it. */
export type Jump = { steps: number; share: number }

/** How many bins ago the level jumped up to stay; 0 where it has not. */
export function binsSinceJump(level: Level, { steps, share }: Jump): number {
  const values = lastValues(level, Math.min(level.kept, jumpBins))
  let at = 0
  let height = 0
  for (let i = fewestBefore; i < values.length; i++) {
    const step = (values[i] as number) - (values[i - 1] as number)
    if (step <= height) continue
    height = step
    at = i
  }
  if (at === 0 || height < steps * stepNoise(level, 0)) return 0
  const before = values[at - 1] as number
  if (height < share * (level.now - before)) return 0
  const isBack = values.slice(at).some((value) => value - before < backShare * height)
  return isBack ? 0 : values.length - at
}
