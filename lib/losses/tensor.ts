/** Numbers with a shape: what losses take and give. */

export type NumberArray = Float64Array | Float32Array | Int32Array

/** Row-major data; the first axis holds the samples. A number alone has the shape []. */
export type Tensor = { data: NumberArray; shape: readonly number[] }

export type Nested = number | readonly Nested[]

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1)
}

export function shapeText(shape: readonly number[]): string {
  return `[${shape.join(', ')}]`
}

/**
 * A float64 tensor from nested arrays: `[[1, 2], [3, 4]]` has the shape [2, 2].
 * Throws when the rows differ in length.
 */
export function tensorOf(nested: Nested): Tensor {
  const shape: number[] = []
  for (let level = nested; typeof level !== 'number'; level = level[0] ?? 0) shape.push(level.length)
  const numbers: number[] = []
  const collect = (part: Nested, depth: number): void => {
    const isNumber = typeof part === 'number'
    if (isNumber !== (depth === shape.length) || (!isNumber && part.length !== shape[depth]))
      throw new Error(
        `The nested array is ragged: it does not have the shape ${shapeText(shape)} everywhere.`,
      )
    if (isNumber) numbers.push(part)
    else for (const entry of part) collect(entry, depth + 1)
  }
  collect(nested, 0)
  return { data: Float64Array.from(numbers), shape }
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis])
}

/** Throws an error that names both shapes when they are not equal: nothing broadcasts. */
export function requireSameShape(nameA: string, a: Tensor, nameB: string, b: Tensor): void {
  if (!sameShape(a.shape, b.shape))
    throw new Error(
      `The ${nameA} have the shape ${shapeText(a.shape)} but the ${nameB} have the shape ${shapeText(b.shape)}: they must be equal.`,
    )
}

/** Throws when a tensor's data is shorter or longer than its shape says. */
export function requireFilled(name: string, tensor: Tensor | undefined): void {
  if (tensor && tensor.data.length !== sizeOf(tensor.shape))
    throw new Error(
      `The ${name} hold ${tensor.data.length} numbers, but their shape ${shapeText(tensor.shape)} wants ${sizeOf(tensor.shape)}.`,
    )
}
