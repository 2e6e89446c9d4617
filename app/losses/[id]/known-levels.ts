/** Chance level and floor of a loss on data as they often are, from the loss itself. */
import { type DataFacts, type Loss, readParams } from '../../../lib/losses/index.ts'

export type KnownLevel = { on: string; chance: number | null; floor: number | null }

/** The gentlest usual smoothing, where a loss has that. */
const smoothing = 0.1

const data: readonly { on: string; facts: DataFacts }[] = [
  { on: 'any data', facts: {} },
  { on: '2 classes', facts: { classes: 2 } },
  { on: '3 classes', facts: { classes: 3 } },
  { on: '10 classes', facts: { classes: 10 } },
  { on: '10 % positives', facts: { classPrior: [0.1] } },
  { on: '1 % positives', facts: { classPrior: [0.01] } },
  { on: 'standardised targets (variance 1)', facts: { targetVariance: 1 } },
  { on: 'targets 0.8 from their median on average', facts: { targetMeanAbsoluteDeviation: 0.8 } },
  {
    on: 'normal targets of variance 1',
    facts: { targetVariance: 1, targetMeanAbsoluteDeviation: Math.sqrt(2 / Math.PI) },
  },
  { on: 'batches of 8', facts: { batchSize: 8 } },
  { on: 'batches of 128', facts: { batchSize: 128 } },
]

function levelsWith(loss: Loss, given: Readonly<Record<string, number>>, suffix: string): KnownLevel[] {
  const params = readParams(loss, given)
  const known: KnownLevel[] = []
  for (const { on, facts } of data) {
    const chance = loss.chanceLevel?.(facts, params) ?? null
    const floor = loss.floor?.(params, facts) ?? null
    const isNew = known.every((one) => one.chance !== chance || one.floor !== floor)
    // A floor alone says something only where it is not the bound that is named anyway.
    const tells = chance !== null || (floor !== null && floor !== loss.lowerBound(params))
    if (tells && isNew) known.push({ on: on + suffix, chance, floor })
  }
  return known
}

export function knownLevels(loss: Loss): KnownLevel[] {
  const plain = levelsWith(loss, {}, '')
  if (!('labelSmoothing' in loss.parameters)) return plain
  return [...plain, ...levelsWith(loss, { labelSmoothing: smoothing }, `, labelSmoothing ${smoothing}`)]
}
