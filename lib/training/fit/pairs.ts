/** Draws the rows that make a sample together: pairs and triples around an anchor. */
import type { Tensor } from '../../losses/index.ts'
import type { Random } from '../../random.ts'
import type { Split } from '../datasets/dataset.ts'
import type { Encoding, Fit } from './fit.ts'

export type Draw = {
  /** For each view the row of each sample; the first are the anchors. */
  views: readonly Int32Array[]
  /** Whether a pair is of one class, or its first has more; null where all samples are made alike. */
  agrees: boolean[] | null
}

/** What is to be told apart: no inputs are looked at. */
type Truths = Pick<Split, 'rows' | 'truth'>

/** Draws companions for the anchors. Gives the same rows for the same random numbers. */
export type Drawer = (anchors: Int32Array, random: Random) => Draw

/** Throws when nothing else can be drawn, instead of searching for ever. */
function drawUntil(split: Truths, random: Random, holds: (row: number) => boolean): number {
  for (let tries = 0; tries < 10_000; tries++) {
    const row = Math.floor(random.uniform() * split.rows)
    if (holds(row)) return row
  }
  throw new Error(
    'The data is too much alike to draw pairs from: it needs several classes of several rows each.',
  )
}

/** The drawer that a fit asks for. */
export function createDrawer(fit: Fit, split: Truths): Drawer {
  const { truth } = split
  const like = (anchor: number, random: Random) =>
    drawUntil(split, random, (row) => row !== anchor && truth[row] === truth[anchor])
  const unlike = (anchor: number, random: Random) =>
    drawUntil(split, random, (row) => truth[row] !== truth[anchor])
  switch (fit.pairing) {
    case 'alone':
      return (anchors) => ({ views: [anchors], agrees: null })
    case 'alike':
      return (anchors, random) => ({
        views: [anchors, anchors.map((anchor) => like(anchor, random))],
        agrees: null,
      })
    case 'triple':
      return (anchors, random) => {
        const positives = anchors.map((anchor) => like(anchor, random))
        return { views: [anchors, positives, anchors.map((anchor) => unlike(anchor, random))], agrees: null }
      }
    case 'alike-or-not':
      return (anchors, random) => {
        const agrees = Array.from(anchors, () => random.uniform() < 0.5)
        const others = anchors.map((anchor, i) => (agrees[i] ? like(anchor, random) : unlike(anchor, random)))
        return { views: [anchors, others], agrees }
      }
    case 'ordered':
      return (anchors, random) => {
        const others = anchors.map((anchor) => unlike(anchor, random))
        const agrees = Array.from(anchors, (anchor, i) => {
          return (truth[anchor] as number) > (truth[others[i] as number] as number)
        })
        return { views: [anchors, others], agrees }
      }
  }
}

const labelsOf: Partial<Record<Encoding, readonly [agreeing: number, other: number]>> = {
  differs: [0, 1],
  'same-sign': [1, -1],
  order: [1, -1],
}

/** The targets of drawn pairs; none where all samples are made alike. */
export function pairTargets({ encoding }: Fit, { agrees }: Draw): Record<string, Tensor> {
  const labels = labelsOf[encoding]
  if (!labels || !agrees) return {}
  const data = Float32Array.from(agrees, (agreeing) => labels[agreeing ? 0 : 1])
  return { targets: { data, shape: [agrees.length] } }
}
