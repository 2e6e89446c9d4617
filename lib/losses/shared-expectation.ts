/** What a sum of losses expects: inputs and targets that every one of its terms can be given. */
import type { Expectation, InputTrait, TargetTrait } from './loss.ts'

type Narrower<T extends string> = Partial<Record<T, readonly T[]>>

/** For each trait those that are a special case of it. A loss of real numbers can be given probabilities, not the reverse. */
const inputs: Narrower<InputTrait> = {
  real: ['non-negative', 'probability', 'logit', 'logits', 'score', 'scores'],
  // The softmax of log-probabilities is the distribution that they are the logarithm of.
  logits: ['log-probabilities'],
  scores: ['logits', 'log-probabilities'],
}

const targets: Narrower<TargetTrait> = {
  real: [
    ...(['non-zero', 'non-negative', 'positive', 'count', 'bit', 'probability', 'sign'] as const),
    ...(['distribution', 'mask'] as const),
  ],
  'non-zero': ['positive'],
  'non-negative': ['positive', 'count', 'bit', 'probability', 'distribution', 'mask'],
  probability: ['bit', 'mask'],
  bit: ['mask'],
}

function narrower<T extends string>(a: T, b: T, order: Narrower<T>): T | null {
  if (a === b || order[b]?.includes(a)) return a
  return order[a]?.includes(b) ? b : null
}

function sharedTargets(a: TargetTrait, b: TargetTrait): TargetTrait | null {
  const pair = [a, b]
  if (pair.includes('non-zero') && pair.includes('non-negative')) return 'positive'
  return narrower(a, b, targets)
}

/** What both can be given, whichever comes first; null where nothing is right for both. */
export function sharedExpectation(a: Expectation, b: Expectation): Expectation | null {
  const shared = sharedTargets(a.targets, b.targets)
  const names = Object.keys(a.inputs)
  const isNamedAlike =
    names.length === Object.keys(b.inputs).length && names.every((name) => Object.hasOwn(b.inputs, name))
  if (shared === null || !isNamedAlike) return null
  const traits: Record<string, InputTrait> = {}
  for (const [name, trait] of Object.entries(a.inputs)) {
    const both = narrower(trait, b.inputs[name] as InputTrait, inputs)
    if (both === null) return null
    traits[name] = both
  }
  return { inputs: traits, targets: shared }
}

/** `real predictions and real targets`. */
export function expectationText({ inputs: named, targets: trait }: Expectation): string {
  const words = Object.entries(named).map(([name, input]) => `${input} ${name}`)
  return `${words.join(', ')} and ${trait === 'none' ? 'no' : trait} targets`
}
