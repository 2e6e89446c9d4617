/** How many trainings of a sweep go on at a time unless someone says so: each keeps about one core busy. */
import { availableParallelism } from 'node:os'

export function defaultJobs(): number {
  return Math.max(1, availableParallelism())
}
