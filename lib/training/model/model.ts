/** What a model is: a list of layers, described as data, with all its parameters in one flat array. */
import type { Random } from '../../random.ts'

/** Images are [height, width, channels]; a convolution is 3 × 3 with a border of zeros, pooling is 2 × 2. */
export type Layer =
  | { kind: 'dense'; inputs: number; outputs: number }
  | { kind: 'relu' }
  | { kind: 'tanh' }
  | { kind: 'conv3x3'; height: number; width: number; inputs: number; outputs: number }
  | { kind: 'max-pool2'; height: number; width: number; channels: number }

export type Model = { id: string; inputs: number; outputs: number; layers: readonly Layer[] }

/** Where one parameter tensor lies in the flat array. */
export type Segment = { layer: number; shape: readonly number[]; start: number; end: number }

function shapesOf(layer: Layer): number[][] {
  switch (layer.kind) {
    case 'dense':
      return [[layer.inputs, layer.outputs], [layer.outputs]]
    case 'conv3x3':
      return [[9 * layer.inputs, layer.outputs], [layer.outputs]]
    default:
      return []
  }
}

/** The parameter tensors in the order of the layers, weights before biases. */
export function segmentsOf(model: Model): Segment[] {
  let start = 0
  return model.layers.flatMap((layer, index) =>
    shapesOf(layer).map((shape) => {
      const end = start + shape.reduce((product, length) => product * length, 1)
      const segment = { layer: index, shape, start, end }
      start = end
      return segment
    }),
  )
}

export function parameterCount(model: Model): number {
  return segmentsOf(model).at(-1)?.end ?? 0
}

/**
 * Weights as He et al. 2015 before a ReLU (normal, variance 2 / inputs), as Glorot and Bengio 2010 elsewhere
 * (uniform, ± √(6 / (inputs + outputs))); biases are 0.
 */
export function initialParameters(model: Model, random: Random): Float32Array {
  const parameters = new Float32Array(parameterCount(model))
  for (const { layer, shape, start, end } of segmentsOf(model)) {
    const [fanIn = 1, fanOut] = shape
    if (fanOut === undefined) continue
    const isRelu = model.layers[layer + 1]?.kind === 'relu'
    const deviation = Math.sqrt(2 / fanIn)
    const bound = Math.sqrt(6 / (fanIn + fanOut))
    for (let i = start; i < end; i++)
      parameters[i] = isRelu ? deviation * random.normal() : bound * (2 * random.uniform() - 1)
  }
  return parameters
}
