/** The two sides of adversarial training: a discriminator that scores, a generator that wants good scores. */
import type { Loss, LossBatch, LossBuffers, LossParams, Parameter, Reduction } from '../loss.ts'
import { shapeText, type Tensor } from '../tensor.ts'
import { sigmoid, softplus } from './logistic.ts'

/** A part of the loss: of one input, each of whose numbers counts by itself. */
type Part = {
  input: 'real' | 'fake' | 'gradientNorms'
  value(score: number): number
  slope(score: number): number
}

const side = {
  kind: 'choice',
  default: 'discriminator',
  choices: ['discriminator', 'generator'],
  meaning: 'whose loss it is',
} as const satisfies Parameter

function requireInput(batch: LossBatch, name: string): Tensor {
  const tensor = batch.inputs[name]
  if (tensor) return tensor
  const seen = Object.entries(batch.inputs).map(([other, { shape }]) => `${other} ${shapeText(shape)}`)
  throw new Error(`This side of the loss needs ${name}: there is only ${seen.join(', ') || 'nothing'}.`)
}

/** Each part is reduced by itself, as real and fake may differ in number; the loss is the sum of the parts. */
function sumOfParts(
  parts: readonly Part[],
  batch: LossBatch,
  into: LossBuffers,
  reduction: Reduction,
): number {
  let loss = 0
  for (const { input, value, slope } of parts) {
    const { data } = requireInput(batch, input)
    const gradient = into.gradients[input] as Float64Array
    const divisor = reduction === 'mean' ? data.length : 1
    let sum = 0
    for (let i = 0; i < data.length; i++) {
      sum += value(data[i] as number)
      gradient[i] = slope(data[i] as number) / divisor
    }
    loss += sum / divisor
  }
  into.values[0] = loss
  return loss
}

type Sides<P extends LossParams> = { discriminator: (params: P) => Part[]; generator: (params: P) => Part[] }

/** What all adversarial losses have in common: inputs `real` and `fake`, the generator only `fake`, each of any shape. */
function adversarial<P extends LossParams & { side: string }>(sides: Sides<P>) {
  const partsOf = (params: P) => (params.side === 'generator' ? sides.generator : sides.discriminator)(params)
  return {
    family: 'adversarial',
    reductions: ['mean', 'sum'],
    weighable: false,
    unreducedShape(batch: LossBatch, params: P) {
      const names = partsOf(params).map(({ input }) => input as string)
      for (const name of names) requireInput(batch, name)
      const unused = Object.keys(batch.inputs).find((name) => !names.includes(name))
      if (unused) throw new Error(`This side of the loss takes ${names.join(' and ')}, not ${unused}.`)
      return []
    },
    wholeBatch: (batch: LossBatch, params: P, into: LossBuffers, reduction: Reduction) =>
      sumOfParts(partsOf(params), batch, into, reduction),
  } as const
}

const saysReal = { value: (x: number) => softplus(-x), slope: (x: number) => -sigmoid(-x) }
const saysFake = { value: softplus, slope: sigmoid }

/**
 * The loss of the original GAN on logits. The generator maximizes log D(fake); with `nonSaturating` false it minimizes
 * log(1 − D(fake)) as in the paper's game, which is ≤ 0 and nearly flat while the discriminator is ahead.
 */
export const ganBce: Loss<{ side: string; nonSaturating: boolean }> = {
  id: 'gan-bce',
  title: 'GAN loss (binary cross-entropy)',
  formula: String.raw`\begin{aligned} L_D &= -\log\sigma(D(x)) - \log(1 - \sigma(D(G(z)))) \\ L_G &= -\log\sigma(D(G(z))) \end{aligned}`,
  expects: { inputs: { real: 'score', fake: 'score' }, targets: 'none' },
  lowerBound: ({ side, nonSaturating }) => (side === 'generator' && !nonSaturating ? null : 0),
  parameters: {
    side,
    nonSaturating: { kind: 'flag', default: true, meaning: 'the generator wants the fakes called real' },
  },
  reference: 'Goodfellow et al. 2014',
  ...adversarial<{ side: string; nonSaturating: boolean }>({
    discriminator: () => [
      { input: 'real', ...saysReal },
      { input: 'fake', ...saysFake },
    ],
    generator: ({ nonSaturating }) => [
      nonSaturating
        ? { input: 'fake', ...saysReal }
        : { input: 'fake', value: (x) => -softplus(x), slope: (x) => -sigmoid(x) },
    ],
  }),
  // A discriminator that cannot tell says ½ to everything: the equilibrium.
  chanceLevel(_facts, { side, nonSaturating }) {
    if (side === 'generator') return nonSaturating ? Math.LN2 : -Math.LN2
    return 2 * Math.LN2
  },
}

const critic = adversarial<{ side: string; gradientPenalty: number }>({
  discriminator: ({ gradientPenalty }) => [
    { input: 'fake', value: (x) => x, slope: () => 1 },
    { input: 'real', value: (x) => -x, slope: () => -1 },
    ...(gradientPenalty === 0
      ? []
      : [
          {
            input: 'gradientNorms' as const,
            value: (norm: number) => gradientPenalty * (norm - 1) ** 2,
            slope: (norm: number) => 2 * gradientPenalty * (norm - 1),
          },
        ]),
  ],
  generator: () => [{ input: 'fake', value: (x) => -x, slope: () => -1 }],
})

/**
 * The critic's loss of the Wasserstein GAN, with the penalty gradientPenalty·(norm − 1)² on the lengths
 * `gradientNorms` of its gradient between real and fake, one for each real sample; none where the penalty is 0. It may be
 * negative, and need not fall: minus the critic's loss estimates a distance.
 */
export const wasserstein: Loss<{ side: string; gradientPenalty: number }> = {
  id: 'wasserstein',
  title: 'Wasserstein loss',
  formula: String.raw`\begin{aligned} L_D &= D(G(z)) - D(x) + \lambda\left(\lVert\nabla D\rVert - 1\right)^2 \\ L_G &= -D(G(z)) \end{aligned}`,
  expects: { inputs: { real: 'score', fake: 'score', gradientNorms: 'gradient-norm' }, targets: 'none' },
  lowerBound: () => null,
  parameters: {
    side,
    gradientPenalty: {
      kind: 'number',
      default: 10,
      min: 0,
      meaning: 'how much a critic steeper or flatter than 1 costs; 0 leaves the penalty out',
    },
  },
  reference: 'Arjovsky et al. 2017; gradient penalty: Gulrajani et al. 2017',
  ...critic,
  unreducedShape(batch, params) {
    const { real, gradientNorms } = batch.inputs
    const shape = critic.unreducedShape(batch, params)
    // A norm is taken between a real sample and a fake one: there is one for each of the real ones.
    if (real && gradientNorms && gradientNorms.shape[0] !== real.shape[0])
      throw new Error(
        `The gradientNorms have the shape ${shapeText(gradientNorms.shape)} but real has the shape ${shapeText(real.shape)}: there must be one norm for each real sample.`,
      )
    return shape
  },
}

const squareTo = (goal: number) => ({
  value: (x: number) => 0.5 * (x - goal) ** 2,
  slope: (x: number) => x - goal,
})

/** Least squares: real scores are to be 1, fake ones 0; the generator wants its fakes at 1. Half the squares, as in the paper. */
export const lsgan: Loss<{ side: string }> = {
  id: 'lsgan',
  title: 'Least-squares GAN loss',
  formula: String.raw`\begin{aligned} L_D &= \tfrac{1}{2}(D(x) - 1)^2 + \tfrac{1}{2}D(G(z))^2 \\ L_G &= \tfrac{1}{2}(D(G(z)) - 1)^2 \end{aligned}`,
  expects: { inputs: { real: 'score', fake: 'score' }, targets: 'none' },
  lowerBound: () => 0,
  parameters: { side },
  reference: 'Mao et al. 2017',
  ...adversarial<{ side: string }>({
    discriminator: () => [
      { input: 'real', ...squareTo(1) },
      { input: 'fake', ...squareTo(0) },
    ],
    generator: () => [{ input: 'fake', ...squareTo(1) }],
  }),
  // A discriminator that cannot tell says ½ to everything.
  chanceLevel: (_facts, { side }) => (side === 'generator' ? 1 / 8 : 1 / 4),
}

/** Real scores are to be above 1, fake ones below −1; the generator wants its fakes as high as possible, without bound. */
export const ganHinge: Loss<{ side: string }> = {
  id: 'gan-hinge',
  title: 'GAN hinge loss',
  formula: String.raw`\begin{aligned} L_D &= \max(0, 1 - D(x)) + \max(0, 1 + D(G(z))) \\ L_G &= -D(G(z)) \end{aligned}`,
  expects: { inputs: { real: 'score', fake: 'score' }, targets: 'none' },
  lowerBound: ({ side }) => (side === 'generator' ? null : 0),
  parameters: { side },
  reference: 'Lim and Ye 2017; Miyato et al. 2018',
  ...adversarial<{ side: string }>({
    discriminator: () => [
      { input: 'real', value: (x) => Math.max(0, 1 - x), slope: (x) => (1 - x > 0 ? -1 : 0) },
      { input: 'fake', value: (x) => Math.max(0, 1 + x), slope: (x) => (1 + x > 0 ? 1 : 0) },
    ],
    generator: () => [{ input: 'fake', value: (x) => -x, slope: () => -1 }],
  }),
  // A discriminator that cannot tell says 0 to everything.
  chanceLevel: (_facts, { side }) => (side === 'generator' ? 0 : 2),
}
