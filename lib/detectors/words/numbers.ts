/** Numbers as a reader wants them. */
import { formatNumber, formatPlain, formatWhole } from '../../format.ts'
import type { Finding, Run } from '../../run.ts'

/** What is said of a finding: see `FindingText`. */
export type Words = { title: string; happened: string; usually: string; suggestions: string[] }

/** A number in a sentence: words for what is no number. */
export function sayNumber(value: number | null): string {
  if (value === null) return 'unknown'
  if (Number.isNaN(value)) return 'not a number'
  if (!Number.isFinite(value)) return value > 0 ? 'infinity' : 'minus infinity'
  return formatNumber(value)
}

/** How many there were, with commas between thousands. */
export function sayCount(count: number | null): string {
  return count === null ? 'unknown' : formatWhole(count)
}

/** How many times something is something else: nobody wants to know it to four digits. */
export function sayTimes(value: number | null): string {
  return value === null || !Number.isFinite(value) ? sayNumber(value) : formatNumber(value, 2)
}

/** Steps are whole and exact, with commas between thousands. */
export function formatStep(step: number | null): string {
  return step === null ? 'an unknown step' : `step ${formatWhole(step)}`
}

/** How a step is said: as "step 756", or, for a run that says how long an epoch is, as "epoch 12". */
export type SayStep = (step: number | null) => string

/** Of epochs one digit after the point, of long ones as many as tell a tenth of a hundred steps. */
export function sayStepOf({ stepsPerEpoch }: Pick<Run, 'stepsPerEpoch'>): SayStep {
  if (!stepsPerEpoch) return formatStep
  const digits = Math.max(1, Math.ceil(Math.log10(stepsPerEpoch)) - 1)
  return (step) =>
    step === null ? 'an unknown epoch' : `epoch ${Number((step / stepsPerEpoch).toFixed(digits))}`
}

/** A number of the evidence in a list: counts and steps whole, a learning rate as it was written. */
export function evidenceText(name: string, value: number): string {
  if (Number.isSafeInteger(value)) return formatWhole(value)
  return name === 'learningRate' ? shortRate(value) : formatNumber(value)
}

function shortRate(rate: number): string {
  return formatPlain(Number(rate.toPrecision(4)))
}

/** A number of the evidence, or null where there is none. */
export function numberAt(evidence: Finding['evidence'], key: string): number | null {
  const value = evidence[key]
  return typeof value === 'number' ? value : null
}

/** The accuracy beside a loss that stands, where it was known with that of a guess. */
export function accuracyBeside(evidence: Finding['evidence']): string {
  const [accuracy, chance] = ['accuracy', 'chanceAccuracy'].map((key) => numberAt(evidence, key))
  if (typeof accuracy !== 'number' || typeof chance !== 'number') return ''
  return ` The accuracy was ${inPercent(accuracy)}; guessing gives ${inPercent(chance)}.`
}

function inPercent(share: number): string {
  return `${formatNumber(100 * share, 3)} %`
}

/** Learning rate and gradient norm when it was raised, where the run logs them. */
export function companions(evidence: Finding['evidence']): string {
  const rate = numberAt(evidence, 'learningRate')
  const norm = numberAt(evidence, 'gradientNorm')
  const known = [
    ...(rate === null ? [] : [`learning rate was ${shortRate(rate)}`]),
    ...(norm === null ? [] : [`gradient norm was ${sayNumber(norm)}`]),
  ]
  return known.length ? ` When it was found the ${known.join(' and the ')}.` : ''
}
