/** A weighted sum of losses. */
import { buffersFor, runKernel } from '../kernel.ts'
import { type Expectation, expectationOf, type Loss, type Term } from '../loss.ts'
import { expectationText, sharedExpectation } from '../shared-expectation.ts'
import { sameShape, shapeText, sizeOf } from '../tensor.ts'
import { mae, mse } from './regression.ts'

type CombinedParams = { alpha: number; terms: readonly Term[] | null }

/** Without terms of its own it is alpha·mse + (1 − alpha)·mae. */
function termsOf({ alpha, terms }: CombinedParams): readonly Term[] {
  return (
    terms ?? [
      { weight: alpha, loss: mse, params: {} },
      { weight: 1 - alpha, loss: mae, params: {} },
    ]
  )
}

/** The narrowest of what the terms expect. Throws one sentence for terms that cannot be given the same. */
function expectationOfTerms(terms: readonly Term[]): Expectation {
  let known: Expectation | null = null
  for (const [index, { loss, params }] of terms.entries()) {
    const own = expectationOf(loss, params)
    const shared: Expectation | null = known ? sharedExpectation(known, own) : own
    if (!shared)
      throw new Error(
        `The losses of a sum are given the same: ${loss.id} needs ${expectationText(own)}, but ${terms
          .slice(0, index)
          .map((term) => term.loss.id)
          .join(', ')} before it ${expectationText(known as Expectation)}.`,
      )
    known = shared
  }
  return known ?? mse.expects
}

/** The weighted sum of a number of each term; null when one of them has none. */
function weightedSum(params: CombinedParams, numberOf: (term: Term) => number | null): number | null {
  let sum = 0
  for (const term of termsOf(params)) {
    const number = numberOf(term)
    if (number === null) return null
    sum += term.weight * number
  }
  return sum
}

/**
 * Σ weight·loss on one batch, each term reduced by itself. `terms` is read from a text such as
 * `0.7*mse + 0.3*huber(delta=2)`, or from a list of `{loss, weight, params}`. Where the terms' unreduced losses differ
 * in shape there is only their sum.
 */
export const combined: Loss<CombinedParams> = {
  id: 'combined',
  title: 'Combined loss',
  family: 'composition',
  formula: String.raw`\sum_k w_k\,L_k(x, y)`,
  expects: mse.expects,
  expectsWith: (params) => expectationOfTerms(termsOf(params)),
  lowerBound: (params) => weightedSum(params, ({ loss, params: own }) => loss.lowerBound(own)),
  parameters: {
    alpha: {
      kind: 'number',
      default: 0.5,
      min: 0,
      max: 1,
      meaning: 'the share of mse, the rest being mae; where no terms are named',
    },
    terms: { kind: 'terms', default: null, meaning: 'the losses and their weights: 0.7*mse + 0.3*mae' },
  },
  reference: 'a weighted sum; each term has its own reference',
  unreducedShape(batch, params) {
    const shapes = termsOf(params).map(({ loss, params: own }) => loss.unreducedShape(batch, own))
    const [first = []] = shapes
    return shapes.every((shape) => sameShape(shape, first)) ? first : []
  },
  wholeBatch(batch, params, into, reduction) {
    const shape = combined.unreducedShape(batch, params)
    const count = sizeOf(shape)
    into.values.fill(0, 0, count)
    for (const [name, { data }] of Object.entries(batch.inputs)) into.gradients[name]?.fill(0, 0, data.length)
    let total = 0
    for (const { weight, loss, params: own } of termsOf(params)) {
      const buffers = buffersFor(loss, batch, own)
      const result = runKernel(loss, batch, own, reduction, buffers)
      if (reduction === 'none' && !sameShape(result.shape, shape))
        throw new Error(
          `The losses of ${loss.id} have the shape ${shapeText(result.shape)}, those of other terms another: only mean and sum are possible.`,
        )
      total += weight * result.value
      for (let i = 0; i < count; i++)
        into.values[i] = (into.values[i] as number) + weight * (buffers.values[i] as number)
      for (const [name, gradient] of Object.entries(buffers.gradients)) {
        const sum = into.gradients[name] as Float64Array
        for (let i = 0; i < gradient.length; i++)
          sum[i] = (sum[i] as number) + weight * (gradient[i] as number)
      }
    }
    if (shape.length === 0) into.values[0] = total
    return total
  },
  parts(batch, params) {
    const parts: Record<string, number> = {}
    for (const { weight, loss, params: own } of termsOf(params)) {
      const { value } = runKernel(loss, batch, own, 'mean', buffersFor(loss, batch, own))
      // The same loss may come twice, with other parameters.
      const taken = Object.keys(parts).filter((name) => name.replace(/-\d+$/, '') === loss.id).length
      parts[taken ? `${loss.id}-${taken + 1}` : loss.id] = weight * value
    }
    return parts
  },
  chanceLevel: (facts, params) =>
    weightedSum(params, ({ loss, params: own }) => loss.chanceLevel?.(facts, own) ?? null),
  // A sum has no telltales: its terms seldom go wrong at the same time.
  floor: (params, facts) => weightedSum(params, ({ loss, params: own }) => loss.floor?.(own, facts) ?? null),
}
