/** The game of two networks: the discriminator scores real and fake, the generator makes what is scored real. */
import { evaluate, type Loss, type LossParams, type LossResult, type Tensors } from '../../losses/index.ts'
import type { Random } from '../../random.ts'
import { slopesBetween } from './gradient-penalty.ts'
import type { Player } from './player.ts'

export type Move = {
  /** The mean loss of the batch before the step. */
  loss: number
  gradientNorm: number
}

export type Game = {
  /** One step of the discriminator on real rows [rows, width]. */
  discriminate(real: Float32Array, lr: number, keep: boolean): Move
  /** One step of the generator. */
  generate(lr: number, keep: boolean): Move
  /** This many batches of fakes [batches · rows, width]. */
  fakes(batches: number): Float32Array
  dispose(): void
}

export type GameParts = {
  loss: Loss
  /** The loss's parameters, by whose side it is. */
  params: { discriminator: LossParams; generator: LossParams }
  /** Makes `rows` rows from as many of noise. */
  generator: Player
  /** Scores 2 · `rows` rows. */
  discriminator: Player
  rows: number
  /** Numbers in a row of data, and in one of noise. */
  width: number
  noise: number
  random: Random
}

export function createGame(parts: GameParts): Game {
  const { loss, params, generator, discriminator, rows, width, noise, random } = parts
  const wantsSlopes = 'gradientNorms' in loss.expects.inputs && params.discriminator.gradientPenalty !== 0
  const latent = new Float32Array(rows * noise)
  const both = new Float32Array(2 * rows * width)

  const makeFakes = () => {
    for (let i = 0; i < latent.length; i++) latent[i] = random.normal()
    return generator.forward(latent)
  }
  const tensorOf = (data: Float32Array): { data: Float32Array; shape: number[] } => ({
    data,
    shape: [data.length],
  })
  const judge = (inputs: Tensors, side: LossParams): LossResult =>
    evaluate(loss, { inputs, targets: {} }, { params: side })

  return {
    discriminate(real, lr, keep) {
      const fake = makeFakes()
      const slopes = wantsSlopes ? slopesBetween(discriminator, real, fake, width, random) : null
      both.set(real)
      both.set(fake, real.length)
      const scores = discriminator.forward(both)
      const inputs = {
        real: tensorOf(scores.slice(0, rows)),
        fake: tensorOf(scores.slice(rows, 2 * rows)),
        ...(slopes && { gradientNorms: tensorOf(slopes.norms) }),
      }
      const { value, gradients } = judge(inputs, params.discriminator)
      const ofScores = new Float32Array(2 * rows)
      ofScores.set(gradients.real as Float64Array)
      ofScores.set(gradients.fake as Float64Array, rows)
      discriminator.pull(ofScores)
      slopes?.pull(gradients.gradientNorms as Float64Array)
      return { loss: value, gradientNorm: discriminator.step(lr, keep) }
    },
    generate(lr, keep) {
      const fake = makeFakes()
      both.set(fake)
      both.fill(0, fake.length)
      const scores = discriminator.forward(both)
      const { value, gradients } = judge({ fake: tensorOf(scores.slice(0, rows)) }, params.generator)
      const ofScores = new Float32Array(2 * rows)
      ofScores.set(gradients.fake as Float64Array)
      generator.pull(discriminator.pullInputs(ofScores).slice(0, rows * width))
      return { loss: value, gradientNorm: generator.step(lr, keep) }
    },
    fakes(batches) {
      const all = new Float32Array(batches * rows * width)
      for (let batch = 0; batch < batches; batch++) all.set(makeFakes(), batch * rows * width)
      return all
    },
    dispose() {
      generator.dispose()
      discriminator.dispose()
    },
  }
}
