/** Troubles that are laid over the curve of a healthy training. */
import { type Random, uniform } from './random.ts'
import type { Curve } from './shapes.ts'

export type TroubleKind = keyof typeof troubles

export type Laid = {
  /** The share of the way at which it begins. */
  onset: number
  train: Curve
  validation: Curve
}

type Trouble = {
  sizes: readonly number[]
  /** What a size says. */
  sizedBy: string
  /** The findings that answer it, and the series on which they do. */
  codes: readonly string[]
  series: readonly string[]
  lay(train: Curve, validate: (level: number) => number, size: number, random: Random): Laid
}

const both = ['train/loss', 'val/loss']

/** Validation rises from its best, training goes on. */
const overfitting: Trouble = {
  sizes: [0.1, 0.2, 0.5, 1],
  sizedBy: 'of its best',
  codes: ['overfitting'],
  series: ['val/loss'],
  lay(train, validate, size, random) {
    const onset = uniform(random, 0.2, 0.6)
    const best = validate(train(onset))
    const validation: Curve = (t) =>
      t < onset ? validate(train(t)) : best * (1 + (size * (t - onset)) / (1 - onset))
    return { onset, train, validation }
  },
}

/** Stands at its start. The size is that of the noise it stands in. */
const stuck: Trouble = {
  sizes: [0.02, 0.05, 0.1, 0.2],
  sizedBy: 'noise',
  codes: ['not-learning', 'flat'],
  series: both,
  lay(healthy, validate, _size, random) {
    const start = healthy(0)
    const drop = uniform(random, 0, 0.03)
    const train: Curve = (t) => start * (1 - drop * (1 - Math.exp(-t / 0.005)))
    return { onset: 0, train, validation: (t) => validate(train(t)) }
  },
}

/** Leaves its curve for a multiple of its start and stays there. */
const diverged: Trouble = {
  sizes: [1.3, 2, 5, 50],
  sizedBy: 'times its start',
  codes: ['diverged', 'climbing'],
  series: both,
  lay(healthy, validate, size, random) {
    const onset = uniform(random, 0.2, 0.8)
    const length = uniform(random, 0.01, 0.05)
    const from = healthy(onset)
    const to = size * healthy(0)
    const train: Curve = (t) =>
      t < onset ? healthy(t) : from * (to / from) ** Math.min(1, (t - onset) / length)
    return { onset, train, validation: (t) => validate(train(t)) }
  },
}

/** Loses a share of its progress, evenly until the end. */
const climbing: Trouble = {
  sizes: [0.3, 0.5, 0.75, 1],
  sizedBy: 'of its progress',
  codes: ['climbing', 'diverged'],
  series: both,
  lay(healthy, validate, size, random) {
    const onset = uniform(random, 0.2, 0.6)
    const best = healthy(onset)
    const lost = size * (healthy(0) - best)
    const train: Curve = (t) => (t < onset ? healthy(t) : best + (lost * (t - onset)) / (1 - onset))
    return { onset, train, validation: (t) => validate(train(t)) }
  },
}

export const troubles = { overfitting, stuck, diverged, climbing }
const troubleKinds = Object.keys(troubles) as TroubleKind[]

/** Every trouble in every size. */
export const troubleCases = troubleKinds.flatMap((kind) =>
  troubles[kind].sizes.map((size) => ({ kind, size })),
)
