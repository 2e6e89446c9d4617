/** The task to try a loss on, by what the loss expects. */
import type { InputTrait, Loss, TargetTrait } from '../losses/index.ts'

const byTarget: Partial<Record<TargetTrait, string>> = {
  real: 'car-mileage',
  'non-zero': 'car-mileage',
  'non-negative': 'car-mileage',
  positive: 'car-mileage',
  count: 'football-goals',
  bit: 'penguin-sex',
  probability: 'penguin-sex',
  sign: 'penguin-sex',
  class: 'digits',
  'class-list': 'overlaid-digits',
  distribution: 'digits',
  mask: 'digit-masks',
  'box-and-class': 'digit-boxes',
  differs: 'digit-embeddings',
  'same-sign': 'digit-embeddings',
  order: 'car-ranking',
}

/** What the model of no task puts out. */
const ofNoTask: readonly (InputTrait | undefined)[] = ['distance', 'log-probabilities-by-step']

/** Where there are no targets the inputs tell. */
const byInput: Partial<Record<InputTrait, string>> = {
  embedding: 'digit-embeddings',
  score: 'penguin-beaks',
}

/** The id of a task; null where none suits what the loss expects. */
export function exampleTask({ expects: { inputs, targets } }: Loss, isImbalanced = false): string | null {
  if (isImbalanced && targets === 'class') return 'penguins'
  const [input] = Object.values(inputs)
  if (ofNoTask.includes(input)) return null
  return byTarget[targets] ?? (input && byInput[input]) ?? null
}
