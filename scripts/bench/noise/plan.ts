/** What is drawn of a run before its points are. */
import { isVisible } from './fair.ts'
import { mean } from './mean.ts'
import { looseKinds, type NoiseOfRun, noiseKinds } from './noises.ts'
import { logUniform, oneOf, type Random, uniform } from './random.ts'
import { type Curve, fallingNames, type Shape, type ShapeName, shapeNames, shapes } from './shapes.ts'
import { type TroubleKind, troubleCases, troubles } from './troubles.ts'

export type Evaluation = { every: number; noise: NoiseOfRun; level: Curve }

export type Plan = {
  kind: 'healthy' | TroubleKind
  /** How large the trouble is, as `troubles` says it. */
  size: number | null
  /** The share of the way at which it begins. */
  onset: number | null
  rows: number
  rowsPerEpoch: number
  shapeName: ShapeName
  shape: Shape
  noise: NoiseOfRun
  /** The level by which noise that is not in proportion goes. */
  usual: number
  level: Curve
  evaluation: Evaluation | null
}

/** Every second seed is a healthy run, the others take the troubles and their sizes in turn. */
export function planOf(seed: number, random: Random): Plan {
  const trouble = seed % 2 ? troubleCases[(seed >> 1) % troubleCases.length] : undefined
  for (;;) {
    const plan = trouble ? troubledPlan(random, trouble) : healthyPlan(random, oneOf(random, shapeNames))
    if (isVisible({ ...plan, isPolicy: plan.shapeName === 'policy' })) return plan
  }
}

/** Most of what is logged is short; one run in ten may be long. */
function rowsOf(random: Random): number {
  return Math.round(logUniform(random, 300, random() < 0.1 ? 1_000_000 : 20_000))
}

function healthyPlan(random: Random, shapeName: ShapeName): Plan {
  const rows = rowsOf(random)
  const shape = shapes[shapeName](random)
  const noise: NoiseOfRun = {
    kind: oneOf(random, noiseKinds),
    size: logUniform(random, 0.02, 0.4),
    isProportional: random() < 0.5,
  }
  const validate = generalisation(shape.loss, random)
  const every = shapeName === 'policy' ? 0 : oneOf(random, [0, 1, 10, 50])
  const evaluation = every && {
    every,
    noise: evaluationNoise(noise, random),
    level: (t: number) => validate(shape.loss(t)),
  }
  return {
    ...{ kind: 'healthy', size: null, onset: null, rows, shapeName, shape, noise },
    rowsPerEpoch: Math.max(1, Math.floor(rows / shape.epochs)),
    usual: mean(shape.loss, 0.5, 1),
    level: shape.loss,
    evaluation: evaluation || null,
  }
}

function troubledPlan(random: Random, { kind, size }: { kind: TroubleKind; size: number }): Plan {
  const plan = healthyPlan(random, oneOf(random, fallingNames))
  const laid = troubles[kind].lay(plan.level, generalisation(plan.level, random), size, random)
  const { onset, train: level } = laid
  const isStuck = kind === 'stuck'
  const noise = isStuck ? { ...plan.noise, size } : plan.noise
  const usual = isStuck ? level(1) : plan.usual
  const evaluation = plan.evaluation && {
    ...plan.evaluation,
    noise: evaluationNoise(noise, random),
    level: laid.validation,
  }
  return { ...plan, kind, size, onset, noise, usual, level, evaluation }
}

function evaluationNoise(training: NoiseOfRun, random: Random): NoiseOfRun {
  const size = Math.min(0.1, training.size * uniform(random, 0.3, 1))
  return { kind: oneOf(random, looseKinds), size, isProportional: training.isProportional }
}

/** Validation by the training loss: a little higher, and it flattens where only the training set is learned. */
function generalisation(train: Curve, random: Random): (level: number) => number {
  const end = train(1)
  const floor = end + uniform(random, 0.02, 0.3) * (train(0) - end)
  return (level) => (level ** 4 + floor ** 4) ** (1 / 4)
}
