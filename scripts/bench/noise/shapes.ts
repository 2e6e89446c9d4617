/** How the loss of a healthy training runs, without noise, by the share `t` of the way that is done. */
import { logUniform, type Random, uniform } from './random.ts'

export type Curve = (t: number) => number

export type Shape = {
  loss: Curve
  /** What is logged beside it, by name. */
  beside: Readonly<Record<string, Curve>>
  /** How often the training set was gone through. */
  epochs: number
}

export type ShapeName = keyof typeof shapes

const only = (loss: Curve, epochs: number): Shape => ({ loss, beside: {}, epochs })
const scaleOf = (random: Random) => logUniform(random, 0.3, 10)
/** Of a shape that the rate makes: not every log holds it. */
const besideRate = (random: Random, rate: Curve) => (random() < 0.5 ? { lr: rate } : {})
const epochsOf = (random: Random) => Math.round(logUniform(random, 3, 30))

function decay(from: number, to: number, speed: number): Curve {
  return (t) => to + (from - to) * Math.exp(-speed * t)
}

function exponential(random: Random): Shape {
  const start = scaleOf(random)
  return only(
    decay(start, start * logUniform(random, 0.03, 0.7), logUniform(random, 3, 30)),
    epochsOf(random),
  )
}

function powerLaw(random: Random): Shape {
  const start = scaleOf(random)
  const knee = logUniform(random, 0.001, 0.1)
  const exponent = uniform(random, 0.1, 0.6)
  return only((t) => start * (1 + t / knee) ** -exponent, epochsOf(random))
}

function logarithm(random: Random): Shape {
  const start = scaleOf(random)
  const fall = start * uniform(random, 0.3, 0.9)
  const bend = logUniform(random, 10, 1000)
  return only((t) => start - (fall * Math.log1p(bend * t)) / Math.log1p(bend), epochsOf(random))
}

/** A fine-tuning: what was seen before is known better all at once when the next epoch begins. */
function stairs(random: Random): Shape {
  const epochs = Math.round(uniform(random, 2, 6))
  const start = scaleOf(random)
  const tread = start * uniform(random, 0.6, 0.9)
  const drop = uniform(random, 0.6, 0.9)
  const rise = uniform(random, 0, 0.03)
  const loss: Curve = (t) => {
    const epoch = Math.min(epochs - 1, Math.floor(t * epochs))
    const level = tread * drop ** epoch * (1 + rise * (t * epochs - epoch))
    return level + (start - tread) * Math.exp(-t * epochs * 20)
  }
  return only(loss, epochs)
}

/** While the learning rate warms up the loss rises. */
function warmUp(random: Random): Shape {
  const start = scaleOf(random)
  const warm = logUniform(random, 0.01, 0.1)
  const top = start * (1 + uniform(random, 0.05, 0.3))
  const fall = decay(top, start * logUniform(random, 0.03, 0.6), logUniform(random, 3, 30))
  const peak = logUniform(random, 1e-4, 1e-2)
  return {
    loss: (t) => (t < warm ? start + (top - start) * Math.sin((Math.PI / 2) * (t / warm)) : fall(t - warm)),
    beside: besideRate(random, (t) => peak * (t < warm ? t / warm : cosine((t - warm) / (1 - warm)))),
    epochs: epochsOf(random),
  }
}

/** From 1 to 0. */
const cosine = (t: number) => (1 + Math.cos(Math.PI * t)) / 2

function early(random: Random): Shape {
  const start = scaleOf(random)
  const speed = 5 / uniform(random, 0.02, 0.05)
  return only(decay(start, start * logUniform(random, 0.03, 0.7), speed), epochsOf(random))
}

/** Each restart of the learning rate throws the loss up, to fall lower than before. */
function restarts(random: Random): Shape {
  const cycles = Math.round(uniform(random, 3, 5))
  const start = scaleOf(random)
  const floor = start * logUniform(random, 0.03, 0.5)
  const ends = Array.from({ length: cycles }, (_, i) => floor + (start - floor) * 0.4 ** (i + 1))
  const jump = uniform(random, 0.1, 0.4)
  const speed = uniform(random, 4, 12)
  const peak = logUniform(random, 1e-4, 1e-2)
  const place = (t: number) => {
    const cycle = Math.min(cycles - 1, Math.floor(t * cycles))
    return { cycle, within: t * cycles - cycle }
  }
  return {
    loss: (t) => {
      const { cycle, within } = place(t)
      const before = ends[cycle - 1]
      const top = before === undefined ? start : before + jump * (start - before)
      return decay(top, ends[cycle] as number, speed)(within)
    },
    beside: besideRate(random, (t) => peak * cosine(place(t).within)),
    epochs: epochsOf(random),
  }
}

/** The learning rate rises for 30 % of the run, in which the loss falls slowly, and faster after. */
function oneCycle(random: Random): Shape {
  const start = scaleOf(random)
  const floor = start * logUniform(random, 0.03, 0.6)
  const slow = uniform(random, 0.1, 0.35)
  const bend = uniform(random, 2, 6)
  const peak = logUniform(random, 1e-4, 1e-2)
  const done = (t: number) =>
    t < 0.3
      ? (slow * t) / 0.3
      : slow + ((1 - slow) * (1 - Math.exp(-bend * (t - 0.3)))) / (1 - Math.exp(-0.7 * bend))
  return {
    loss: (t) => start - (start - floor) * done(t),
    beside: besideRate(
      random,
      (t) => peak * (t < 0.3 ? 0.04 + 0.96 * cosine(1 - t / 0.3) : cosine((t - 0.3) / 0.7)),
    ),
    epochs: epochsOf(random),
  }
}

/** The policy loss of reinforcement learning: about 0, then a little above while the rewards rise. */
function policy(random: Random): Shape {
  const begin = uniform(random, 0.02, 0.2)
  const top = logUniform(random, 0.01, 0.04)
  const speed = logUniform(random, 3, 30)
  const best = logUniform(random, 100, 1000)
  return {
    loss: (t) => (t < begin ? 0 : top * (1 - Math.exp(-speed * (t - begin)))),
    beside: { 'rollout/ep_rew_mean': (t) => best * (1 - 0.9 * Math.exp(-5 * t)) },
    epochs: epochsOf(random),
  }
}

/** A large language model: from about 11 to 3 at first, very slowly after. */
function slow(random: Random): Shape {
  const start = uniform(random, 10, 11.5)
  const knee = uniform(random, 2.8, 3.5)
  const exponent = -Math.log(uniform(random, 0.82, 0.92)) / Math.log(20)
  const fall = (t: number) => (Math.exp(-100 * t) - Math.exp(-5)) / (1 - Math.exp(-5))
  return only((t) => (t < 0.05 ? knee + (start - knee) * fall(t) : knee * (t / 0.05) ** -exponent), 1)
}

export const shapes = {
  exponential,
  'power law': powerLaw,
  logarithm,
  stairs,
  'warm-up': warmUp,
  early,
  restarts,
  'one-cycle': oneCycle,
  policy,
  slow,
}

export const shapeNames = Object.keys(shapes) as ShapeName[]

/** Those that go on falling, over which a trouble can be laid. */
export const fallingNames: readonly ShapeName[] = [
  'exponential',
  'power law',
  'logarithm',
  'warm-up',
  'one-cycle',
  'slow',
]
