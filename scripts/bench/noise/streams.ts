/** Streams in which nothing happens once they have fallen: what the rules say of noise alone. */
import { noFacts } from '../../../lib/detectors/detector.ts'
import { type Alarm, listen } from './listen.ts'
import { looseKinds, type NoiseKind, noises } from './noises.ts'
import { seeded } from './random.ts'

export type Stream = { kind: NoiseKind; size: number; alarms: Alarm[] }

export const streamRows = 1_000_000
const fallRows = 1000
const sizes = [0.03, 0.1, 0.3]
const leastOfLevel = 0.05

/** Each kind of noise in each size. */
export function streams(): Stream[] {
  return looseKinds.flatMap((kind) => sizes.map((size) => ({ kind, size, alarms: alarmsOf(kind, size) })))
}

function alarmsOf(kind: NoiseKind, size: number): Alarm[] {
  const next = noises[kind](seeded(1), size, 1)
  const steps = Float64Array.from({ length: streamRows }, (_, row) => row)
  const values = steps.map(
    (row) => (0.5 + 2 * Math.exp((-7 * row) / fallRows)) * Math.max(leastOfLevel, 1 + next()),
  )
  const times = steps.map((step) => step * 1000)
  return listen(noFacts, [{ name: 'train/loss', steps, values, times }], streamRows)
}
