/** Runs the library on golden cases. */
import { evaluate } from './evaluate.ts'
import { errorBetween, type GoldenCase } from './golden-case.ts'
import { type Reduction, reductions, type Tensors } from './loss.ts'
import { readParams } from './parameters.ts'
import { lossOf } from './registry.ts'
import { type Nested, sameShape, type Tensor, tensorOf } from './tensor.ts'

export type GoldenResult = {
  /** The worst error of value and gradients, comparable with the case's `rtol`; Infinity when they cannot agree. */
  error: number
  held: boolean
}

type Numbers = { value: Tensor; gradients: Tensors }

function rounded(tensor: Tensor, dtype: GoldenCase['dtype']): Tensor {
  return dtype === 'float32' ? { ...tensor, data: Float32Array.from(tensor.data) } : tensor
}

function tensorsOf(record: Record<string, Nested>, dtype: GoldenCase['dtype']): Tensors {
  return Object.fromEntries(
    Object.entries(record).map(([name, nested]) => [name, rounded(tensorOf(nested), dtype)]),
  )
}

function targetsOf(golden: GoldenCase): Tensors {
  const { targets, dtype } = golden
  if (targets === null) return {}
  return typeof targets === 'number' || Array.isArray(targets)
    ? tensorsOf({ targets: targets as Nested }, dtype)
    : tensorsOf(targets as Record<string, Nested>, dtype)
}

function compute(golden: GoldenCase): Numbers {
  const reduction = golden.reduction as Reduction
  if (!reductions.includes(reduction))
    throw new Error(`The reduction ${JSON.stringify(golden.reduction)} is none of ${reductions.join(', ')}.`)
  const loss = lossOf(golden.loss)
  const inputs = tensorsOf(golden.inputs, golden.dtype)
  const batch = { inputs, targets: targetsOf(golden), weights: golden.weights }
  const result = evaluate(loss, batch, { params: readParams(loss, golden.params), reduction })
  const value = reduction === 'none' ? result.perExample : tensorOf(result.value)
  const gradients = Object.entries(inputs).map(([name, input]) => {
    const data = result.gradients[name] ?? new Float64Array()
    return [name, rounded({ data, shape: input.shape }, golden.dtype)] as const
  })
  return { value: rounded(value, golden.dtype), gradients: Object.fromEntries(gradients) }
}

function errorOf(got: Tensor | undefined, expected: Nested, atol: number): number {
  const wanted = tensorOf(expected)
  if (!got || !sameShape(got.shape, wanted.shape)) return Number.POSITIVE_INFINITY
  return errorBetween(got.data, wanted.data, atol)
}

function worstError(got: Numbers, value: Nested, gradients: Record<string, Nested>, atol: number): number {
  const errors = Object.entries(gradients).map(([name, nested]) => errorOf(got.gradients[name], nested, atol))
  return Math.max(errorOf(got.value, value, atol), ...errors)
}

/**
 * Computes a case, whose loss must be in the library, and compares value and gradients. In float32 the inputs and the
 * results are rounded to float32. Throws one sentence when the library refuses the case.
 */
export function checkGoldenCase(golden: GoldenCase): GoldenResult {
  const got = compute(golden)
  const { atol, rtol, finite } = golden
  const errors = [worstError(got, golden.value, golden.gradients, atol)]
  if (finite) errors.push(worstError(got, finite.value, finite.gradients, atol))
  const error = Math.min(...errors)
  return { error, held: error <= rtol }
}
