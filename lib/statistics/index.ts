/** What a few seeds tell: intervals, tests, corrections. Distributions are those of @stdlib. */
export { dealingTest, type ExactTest, signFlipTest } from './exact.ts'
export { holm } from './holm.ts'
export {
  fewestForBootstrap,
  meanInterval,
  pairedInterval,
  unpairedInterval,
  welch,
} from './interval.ts'
export { type Interval, meanOf, varianceOf } from './moments.ts'
export { neededSeeds, neededSeedsExactly } from './sample-size.ts'
export { scaledUp, scaleOf } from './scale.ts'
export { tProbability } from './student.ts'
