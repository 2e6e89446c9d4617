/** A loss of your own: at its smallest one function of one example's prediction and target. */

import { isLossId } from './defaults.ts'
import {
  type Expectation,
  gradientNamed,
  type Loss,
  type LossBatch,
  type LossParams,
  type Tensors,
  tensorNamed,
} from './loss.ts'
import { shapeText, sizeOf, type Tensor } from './tensor.ts'

/** One row: a number, or numbers where a row holds several; by name where the loss has several inputs. */
export type Example = number | readonly number[] | Readonly<Record<string, number | readonly number[]>>

export type CustomValue = (prediction: Example, target: Example) => number

/** What a file may export instead of a bare function, or of a whole `Loss`. */
export type CustomLoss = {
  value: CustomValue
  /** The derivative by the prediction, of its form. Central differences when left out. */
  gradient?: (prediction: Example, target: Example) => Example
  id?: string
  title?: string
  /** No value may be below it; null, the default, says nothing. */
  lowerBound?: number | null
  /** What the default loss of the task expects when left out. */
  expects?: Expectation
}

type Rows = { names: readonly string[]; at(row: number): Example; samples: number }

/** Rows of tensors as examples. */
function rowsOf(tensors: Tensors): Rows {
  const entries = Object.entries(tensors)
  const names = entries.map(([name]) => name)
  const [first] = entries
  const samples = first?.[1].shape[0] ?? 0
  const rowAt = ({ data, shape }: Tensor, row: number) => {
    const width = sizeOf(shape.slice(1))
    return width === 1 ? (data[row] as number) : Array.from(data.subarray(row * width, (row + 1) * width))
  }
  return {
    names,
    samples,
    at: (row) =>
      first && names.length === 1
        ? rowAt(first[1], row)
        : Object.fromEntries(entries.map(([name, tensor]) => [name, rowAt(tensor, row)])),
  }
}

/** The cube root of the precision: it balances the errors of rounding and of the parabola. */
const step = Math.cbrt(Number.EPSILON)

/** Writes central differences of one row's value to the gradients of its inputs. */
function differences(
  value: CustomValue,
  inputs: Tensors,
  target: Example,
  row: number,
  write: Tensors,
): void {
  for (const [name, { data, shape }] of Object.entries(inputs)) {
    const width = sizeOf(shape.slice(1))
    // A copy of the row in float64: in float32 a step this small would be lost.
    const moved = {
      data: Float64Array.from(data.subarray(row * width, (row + 1) * width)),
      shape: [1, ...shape.slice(1)],
    }
    const others = Object.fromEntries(
      Object.entries(inputs).map(([other, tensor]) => [
        other,
        other === name
          ? moved
          : { ...tensor, data: tensor.data.subarray(row * sizeOf(tensor.shape.slice(1))) },
      ]),
    )
    const example = rowsOf(others)
    for (let k = 0; k < width; k++) {
      const at = moved.data[k] as number
      const h = step * Math.max(1, Math.abs(at))
      moved.data[k] = at + h
      const above = value(example.at(0), target)
      moved.data[k] = at - h
      const below = value(example.at(0), target)
      moved.data[k] = at
      tensorNamed(write, name).data[row * width + k] = (above - below) / (2 * h)
    }
  }
}

function writeExample(name: string, example: unknown, row: number, into: Float64Array, width: number): void {
  const numbers = typeof example === 'number' ? [example] : (example as readonly number[])
  if (!Array.isArray(numbers) || numbers.length !== width)
    throw new Error(
      `The gradient gives ${shownExample(example)} for row ${row} of the ${name}: it must have ${width} ${width === 1 ? 'number' : 'numbers'}, as the prediction has.`,
    )
  into.set(numbers, row * width)
}

/** JSON, with NaN and infinity by their names. */
function shownExample(example: unknown): string {
  if (typeof example === 'number') return String(example)
  return Array.isArray(example) ? `[${example.map(shownExample).join(',')}]` : JSON.stringify(example)
}

function requireRows(batch: LossBatch, inputs: Rows, targets: Rows): number {
  for (const tensor of [...Object.values(batch.inputs), ...Object.values(batch.targets)])
    if (tensor.shape[0] !== inputs.samples)
      throw new Error(
        `There are ${inputs.samples} rows of ${inputs.names.join(', ')} but a tensor of ${targets.names.join(', ')} has the shape ${shapeText(tensor.shape)}.`,
      )
  return inputs.samples
}

function isWholeLoss(exported: object): exported is Loss {
  return 'unreducedShape' in exported && ('perExample' in exported || 'wholeBatch' in exported)
}

/** The id that is shown and stored. Throws for one that the library has already, and for what is no id. */
function checkedId(id: unknown): string {
  if (typeof id !== 'string' || !/^[a-z][a-z0-9-]{0,63}$/.test(id))
    throw new Error(`The id ${JSON.stringify(id)} of the loss must be small letters, digits and hyphens.`)
  if (isLossId(id))
    throw new Error(`The id ${JSON.stringify(id)} is that of a loss of the library: choose another.`)
  return id
}

/**
 * What a file exports as a loss: a function, a `CustomLoss` or a whole `Loss`. `name` is its id and `expects` what it
 * is given where it says nothing of these. Throws one sentence when it is none of the three.
 */
export function customLoss(exported: unknown, name: string, expects: Expectation): Loss {
  if (typeof exported === 'function') return customLoss({ value: exported }, name, expects)
  if (typeof exported !== 'object' || exported === null)
    throw new Error(
      'It must export a function (prediction, target) => number, or an object with such a value, as default.',
    )
  const { id = name } = exported as { id?: unknown }
  if (isWholeLoss(exported)) return { ...exported, id: checkedId(id) }
  const custom = exported as CustomLoss
  const { value, gradient, lowerBound = null } = custom
  if (typeof value !== 'function') throw new Error('It exports an object without a function "value".')
  if (gradient !== undefined && typeof gradient !== 'function')
    throw new Error('Its "gradient" is no function.')
  if (lowerBound !== null && typeof lowerBound !== 'number') throw new Error('Its "lowerBound" is no number.')
  return {
    id: checkedId(id),
    title: custom.title ?? name,
    family: 'composition',
    formula: 'f(x, y)',
    expects: custom.expects ?? expects,
    lowerBound: () => lowerBound,
    parameters: {},
    reference: 'your own',
    unreducedShape: (batch) => [requireRows(batch, rowsOf(batch.inputs), rowsOf(batch.targets))],
    perExample(batch, _params: LossParams, into) {
      const inputs = rowsOf(batch.inputs)
      const targets = rowsOf(batch.targets)
      const write = Object.fromEntries(
        inputs.names.map((input) => [input, { data: gradientNamed(into, input), shape: [] }]),
      )
      for (let row = 0; row < inputs.samples; row++) {
        const prediction = inputs.at(row)
        const target = targets.at(row)
        const loss: unknown = value(prediction, target)
        if (typeof loss !== 'number')
          throw new Error(
            `The value of row ${row} is ${JSON.stringify(loss) ?? typeof loss}: it must be a number.`,
          )
        into.values[row] = loss
        if (!gradient) {
          differences(value, batch.inputs, target, row, write)
          continue
        }
        const slope = gradient(prediction, target)
        for (const input of inputs.names) {
          const width = sizeOf(tensorNamed(batch.inputs, input).shape.slice(1))
          const part = inputs.names.length === 1 ? slope : (slope as Record<string, unknown>)?.[input]
          writeExample(input, part, row, gradientNamed(into, input), width)
        }
      }
      return inputs.samples
    },
  }
}
