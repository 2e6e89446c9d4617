/**
 * How a task and a loss fit together: what the model must put out, what that passes through to become what the loss
 * expects, and what form the targets take. Decided by traits of the loss, never by its name.
 */
import type { Expectation, InputTrait, TargetTrait } from '../../losses/index.ts'
import type { NumberTraits, Purpose, TaskKind } from '../task.ts'
import type { TransformId } from './transforms.ts'

/** Which rows make one sample: one, two of a class, two of a class or not, two of a class and one of another, two in an order. */
export type Pairing = 'alone' | 'alike' | 'alike-or-not' | 'triple' | 'ordered'

/** The form of the targets; `bits` are 1 for what is there, `signs` the same as ±1. */
export type Encoding =
  | 'class'
  | 'class-list'
  | 'bits'
  | 'signs'
  | 'standardized'
  | 'in-unit'
  | 'box-and-class'
  | 'differs'
  | 'same-sign'
  | 'order'
  | 'none'

/** How outputs become what metrics look at: see `readingsOf`. */
export type Reading = 'as-is' | 'less-half' | 'less-mean' | 'difference' | 'number' | 'exponential'

/** One named input of the loss, cut out of the outputs of one view. */
export type Part = {
  name: string
  view: number
  start: number
  width: number
  transform: TransformId
  isFlat: boolean
}

export type Fit = {
  pairing: Pairing
  /** Rows of model input for one sample. */
  views: number
  /** Numbers that the model puts out for each view. */
  outputs: number
  parts: readonly Part[]
  encoding: Encoding
  reading: Reading
}

type Rule = {
  /** In the order in which the loss names them. */
  inputs: readonly InputTrait[]
  targets: readonly TargetTrait[]
  encoding: Encoding
  transforms?: readonly TransformId[]
  reading?: Reading
  pairing?: Pairing
  /** What must be true of the numbers. */
  needs?: readonly (keyof NumberTraits)[]
  /** The columns of each input, where it is not all of the task's outputs. */
  widths?: readonly number[]
}

const bits: readonly TargetTrait[] = ['bit', 'probability']
/** One output for each class. */
const ofClasses: readonly Rule[] = [
  { inputs: ['logits'], targets: ['class'], encoding: 'class' },
  { inputs: ['logits'], targets: ['distribution'], encoding: 'bits' },
  { inputs: ['scores'], targets: ['class'], encoding: 'class' },
  { inputs: ['log-probabilities'], targets: ['class'], encoding: 'class', transforms: ['log-softmax'] },
  { inputs: ['log-probabilities'], targets: ['distribution'], encoding: 'bits', transforms: ['log-softmax'] },
]
/** One output for each label that is there or not. */
const ofLabels: readonly Rule[] = [
  { inputs: ['logit'], targets: bits, encoding: 'bits' },
  { inputs: ['probability'], targets: bits, encoding: 'bits', transforms: ['sigmoid'] },
  { inputs: ['score'], targets: ['sign'], encoding: 'signs' },
  { inputs: ['real'], targets: ['real'], encoding: 'bits', reading: 'less-half' },
]
const ofNumbers: readonly Rule[] = [
  { inputs: ['real'], targets: ['real'], encoding: 'standardized' },
  {
    inputs: ['real', 'variance'],
    targets: ['real'],
    encoding: 'standardized',
    transforms: ['identity', 'softplus'],
  },
  {
    inputs: ['real'],
    targets: ['non-zero'],
    encoding: 'in-unit',
    transforms: ['unit'],
    needs: ['isNonZero'],
  },
  {
    inputs: ['real'],
    targets: ['non-negative'],
    encoding: 'in-unit',
    transforms: ['unit'],
    needs: ['isNonNegative'],
  },
  {
    inputs: ['real'],
    targets: ['positive'],
    encoding: 'in-unit',
    transforms: ['unit'],
    needs: ['isNonZero', 'isNonNegative'],
  },
  {
    inputs: ['non-negative'],
    targets: ['positive'],
    encoding: 'in-unit',
    transforms: ['positive-unit'],
    needs: ['isNonZero', 'isNonNegative'],
  },
  {
    inputs: ['non-negative'],
    targets: ['non-negative', 'real'],
    encoding: 'in-unit',
    transforms: ['positive-unit'],
    needs: ['isNonNegative'],
  },
  {
    inputs: ['non-negative'],
    targets: ['count'],
    encoding: 'in-unit',
    transforms: ['positive-unit'],
    needs: ['isCount'],
  },
  {
    inputs: ['log-rate'],
    targets: ['count'],
    encoding: 'in-unit',
    transforms: ['log-unit'],
    reading: 'exponential',
    needs: ['isCount'],
  },
].map((rule) => ({ reading: 'number', widths: [1, 1], ...rule }) as Rule)

const rules: Record<TaskKind, readonly Rule[]> = {
  classification: [...ofClasses, ...ofLabels],
  binary: [
    ...ofClasses.map((rule): Rule => ({ ...rule, reading: 'difference' })),
    ...ofLabels.map((rule): Rule => ({ ...rule, widths: [1] })),
  ],
  'multi-label': [
    ...ofLabels,
    // Such scores have an order and no zero.
    { inputs: ['scores'], targets: ['class-list'], encoding: 'class-list', reading: 'less-mean' },
  ],
  regression: ofNumbers,
  segmentation: [
    { inputs: ['logit'], targets: ['mask', ...bits], encoding: 'bits' },
    { inputs: ['probability'], targets: ['mask', ...bits], encoding: 'bits', transforms: ['sigmoid'] },
  ],
  detection: [
    { inputs: ['box', 'logits'], targets: ['box-and-class'], encoding: 'box-and-class', widths: [4] },
  ],
  embedding: [
    {
      inputs: ['embedding', 'embedding'],
      targets: ['differs'],
      encoding: 'differs',
      pairing: 'alike-or-not',
    },
    {
      inputs: ['embedding', 'embedding'],
      targets: ['same-sign'],
      encoding: 'same-sign',
      pairing: 'alike-or-not',
    },
    { inputs: ['embedding', 'embedding'], targets: ['none'], encoding: 'none', pairing: 'alike' },
    {
      inputs: ['embedding', 'embedding', 'embedding'],
      targets: ['none'],
      encoding: 'none',
      pairing: 'triple',
    },
  ],
  ranking: [{ inputs: ['score', 'score'], targets: ['order'], encoding: 'order', pairing: 'ordered' }],
  // What the generator puts out is no input of the loss: the discriminator stands between them.
  adversarial: [
    { inputs: ['score', 'score'], targets: ['none'], encoding: 'none' },
    { inputs: ['score', 'score', 'gradient-norm'], targets: ['none'], encoding: 'none' },
  ],
}

function ruleFor(task: Purpose, { inputs, targets }: Expectation): Rule | undefined {
  const traits = Object.values(inputs)
  return rules[task.kind].find(
    (rule) =>
      rule.targets.includes(targets) &&
      rule.inputs.length === traits.length &&
      rule.inputs.every((trait, index) => trait === traits[index]),
  )
}

/** What a task's numbers lack for a loss that would otherwise suit, or null. */
export function lackOf(task: Purpose, expects: Expectation): keyof NumberTraits | null {
  const needs = ruleFor(task, expects)?.needs ?? []
  return needs.find((need) => !task.numbers?.[need]) ?? null
}

/** How the loss is used on the task; null when it cannot be. */
export function fitOf(task: Purpose, expects: Expectation): Fit | null {
  const rule = ruleFor(task, expects)
  if (!rule || lackOf(task, expects)) return null
  const { pairing = 'alone', reading = 'as-is', transforms = [], widths = [] } = rule
  const isPaired = pairing !== 'alone'
  let start = 0
  const parts = Object.keys(expects.inputs).map((name, index): Part => {
    const width = widths[index] ?? task.size.outputs
    const part = {
      name,
      ...{ view: isPaired ? index : 0, start: isPaired ? 0 : start, width },
      ...{ transform: transforms[index] ?? 'identity', isFlat: pairing === 'ordered' },
    }
    start += width
    return part
  })
  const outputs = isPaired ? task.size.outputs : start
  return { pairing, views: isPaired ? parts.length : 1, outputs, parts, encoding: rule.encoding, reading }
}
