import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../lib/random.ts'
import { createEngine, type Engine } from '../../../lib/training/model/engine.ts'
import {
  initialParameters,
  type Layer,
  type Model,
  parameterCount,
} from '../../../lib/training/model/model.ts'
import { createModel } from '../../../lib/training/model/models.ts'

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

const random = createRandom(11)
const normals = (length: number) => Float32Array.from({ length }, () => random.normal())

/** Everything away from 0, so that no ReLU changes sides within a small step. */
function parametersOf(model: Model): Float32Array {
  return initialParameters(model, random).map((value) => (value === 0 ? random.normal() : value))
}

function dotWith(
  engine: Engine,
  parameters: Float32Array,
  inputs: Float32Array,
  direction: Float32Array,
): number {
  return engine
    .forward(parameters, inputs)
    .reduce((sum, output, i) => sum + output * (direction[i] as number), 0)
}

describe('the vector-Jacobian product', () => {
  it.each([
    ['a linear model', createModel('linear', { inputs: 5, outputs: 3, hidden: 0 })],
    ['an MLP', createModel('mlp', { inputs: 6, outputs: 3, hidden: 8 })],
    ['a CNN', createModel('cnn', { inputs: 64, outputs: 3, hidden: 0 })],
    ['a stack of convolutions', createModel('conv', { inputs: 64, outputs: 64, hidden: 0 })],
  ])('of %s agrees with finite differences', async (_title, model) => {
    const rows = 3
    const engine = await createEngine(model, rows)
    const parameters = parametersOf(model)
    const inputs = normals(rows * model.inputs)
    const direction = normals(rows * model.outputs)
    const gradient = new Float32Array(parameterCount(model))
    const ofInputs = new Float32Array(inputs.length)
    engine.forward(parameters, inputs)
    engine.backward(direction, gradient, ofInputs)
    const errorsOf = (at: Float32Array, slopes: Float32Array, valueAt: (moved: Float32Array) => number) => {
      const h = 2e-3
      const errors: number[] = []
      for (let i = 0; i < at.length; i += Math.ceil(at.length / 60)) {
        const moved = (by: number) => valueAt(at.with(i, (at[i] as number) + by))
        const difference = (moved(h) - moved(-h)) / (2 * h)
        errors.push(Math.abs(difference - (slopes[i] as number)) / Math.max(1, Math.abs(difference)))
      }
      return errors
    }
    for (const errors of [
      errorsOf(parameters, gradient, (moved) => dotWith(engine, moved, inputs, direction)),
      errorsOf(inputs, ofInputs, (moved) => dotWith(engine, parameters, moved, direction)),
    ]) {
      // A step may still cross the kink of some ReLU or pooling: hence the median beside a loose maximum.
      expect(errors.toSorted((a, b) => a - b)[errors.length >> 1]).toBeLessThan(1e-3)
      expect(Math.max(...errors)).toBeLessThan(0.1)
    }
    engine.dispose()
  })

  it('is the same for the parameters whether that of the inputs is asked for or not', async () => {
    const model = createModel('mlp', { inputs: 6, outputs: 3, hidden: 8 })
    const engine = await createEngine(model, 2)
    const [parameters, inputs, direction] = [parametersOf(model), normals(12), normals(6)]
    const [alone, beside] = [new Float32Array(parameters.length), new Float32Array(parameters.length)]
    engine.forward(parameters, inputs)
    engine.backward(direction, alone)
    engine.forward(parameters, inputs)
    engine.backward(direction, beside, new Float32Array(12))
    expect(beside).toEqual(alone)
    engine.dispose()
  })
})

describe('a layer', () => {
  const single = (layers: Layer[], inputs: number, outputs: number): Model => ({
    id: 'single',
    inputs,
    outputs,
    layers,
  })

  it('of kind relu lets NaN and Infinity through', async () => {
    const engine = await createEngine(single([{ kind: 'relu' }], 6, 6), 1)
    const { NaN: nan, POSITIVE_INFINITY: infinity } = Number
    const outputs = engine.forward(new Float32Array(), Float32Array.of(nan, infinity, -infinity, -2, 0, 3))
    expect(Array.from(outputs)).toEqual([nan, infinity, 0, 0, 0, 3])
    engine.dispose()
  })

  it('of kind relu has the slope 0 at 0', async () => {
    const model = single([{ kind: 'dense', inputs: 1, outputs: 1 }, { kind: 'relu' }], 1, 1)
    const engine = await createEngine(model, 1)
    const gradient = Float32Array.of(7, 7)
    engine.forward(Float32Array.of(0, 0), Float32Array.of(1))
    engine.backward(Float32Array.of(1), gradient)
    expect(Array.from(gradient)).toEqual([0, 0])
    engine.dispose()
  })

  it('of kind conv3x3 adds its neighbours, with zeros beyond the border', async () => {
    const layer = { kind: 'conv3x3', height: 2, width: 2, inputs: 1, outputs: 1 } as const
    const engine = await createEngine(single([layer, { kind: 'dense', inputs: 4, outputs: 4 }], 4, 4), 1)
    const identity = Array.from({ length: 16 }, (_, i) => (i % 5 === 0 ? 1 : 0))
    // The kernel, row by row: what lies to the right counts 10, what lies below 100, the pixel itself 1.
    const kernel = [0, 0, 0, 0, 1, 10, 0, 100, 0]
    const outputs = engine.forward(
      Float32Array.from([...kernel, 0, ...identity, 0, 0, 0, 0]),
      Float32Array.of(1, 2, 3, 4),
    )
    expect(Array.from(outputs)).toEqual([321, 402, 43, 4])
    engine.dispose()
  })

  it('of kind max-pool2 keeps the largest of four, and a NaN', async () => {
    const layer = { kind: 'max-pool2', height: 2, width: 4, channels: 1 } as const
    const engine = await createEngine(single([layer, { kind: 'dense', inputs: 2, outputs: 2 }], 8, 2), 1)
    const weights = Float32Array.of(1, 0, 0, 1, 0, 0)
    expect(Array.from(engine.forward(weights, Float32Array.of(1, 5, 0, 0, 2, 3, -1, 9)))).toEqual([5, 9])
    expect(engine.forward(weights, Float32Array.of(1, Number.NaN, 0, 0, 2, 3, -1, 9))[0]).toBeNaN()
    engine.dispose()
  })
})

describe('an engine', () => {
  it('goes back once for each forward pass', async () => {
    const model = createModel('linear', { inputs: 2, outputs: 1, hidden: 0 })
    const engine = await createEngine(model, 1)
    expect(() => engine.backward(Float32Array.of(1), new Float32Array(3))).toThrow('no forward pass')
    engine.dispose()
  })

  it('needs no more memory after thousands of steps', async () => {
    const model = createModel('mlp', { inputs: 64, outputs: 4, hidden: 64 })
    const engine = await createEngine(model, 64)
    const parameters = initialParameters(model, random)
    const inputs = normals(64 * 64)
    const direction = normals(64 * 4)
    const gradient = new Float32Array(parameters.length)
    const ofInputs = new Float32Array(64 * 64)
    const run = (steps: number) => {
      for (let i = 0; i < steps; i++) {
        engine.forward(parameters, inputs)
        if (i % 2) engine.backward(direction, gradient, i % 4 === 1 ? ofInputs : undefined)
      }
      collectGarbage()
      // WebAssembly's memory is counted here. Unlike that of the process it is no other test's.
      return process.memoryUsage().external
    }
    const before = run(500)
    // Each pass holds 70 kB: were its arrays not freed, 6,000 passes would take 400 MB.
    expect(run(6000) - before).toBeLessThan(10e6)
    engine.dispose()
  })
})
