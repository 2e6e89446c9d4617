/** The models there are. */
import type { Layer, Model } from './model.ts'

/** What a model must know of the data: images are square with one channel. */
export type ModelSize = { inputs: number; outputs: number; hidden: number }

/** One hidden layer with a ReLU. */
function mlpLayers({ inputs, outputs, hidden }: ModelSize): Layer[] {
  return [
    { kind: 'dense', inputs, outputs: hidden },
    { kind: 'relu' },
    { kind: 'dense', inputs: hidden, outputs },
  ]
}

/** Two hidden layers with tanh: smooth everywhere, as a penalty on slopes wants it. */
function smoothLayers({ inputs, outputs, hidden }: ModelSize): Layer[] {
  return [
    { kind: 'dense', inputs, outputs: hidden },
    { kind: 'tanh' },
    { kind: 'dense', inputs: hidden, outputs: hidden },
    { kind: 'tanh' },
    { kind: 'dense', inputs: hidden, outputs },
  ]
}

/** Two convolutions of 8 and 16 channels, each with ReLU and pooling, and one dense layer. */
function cnnLayers({ inputs, outputs }: ModelSize): Layer[] {
  const side = Math.sqrt(inputs)
  const half = side / 2
  return [
    { kind: 'conv3x3', height: side, width: side, inputs: 1, outputs: 8 },
    { kind: 'relu' },
    { kind: 'max-pool2', height: side, width: side, channels: 8 },
    { kind: 'conv3x3', height: half, width: half, inputs: 8, outputs: 16 },
    { kind: 'relu' },
    { kind: 'max-pool2', height: half, width: half, channels: 16 },
    { kind: 'dense', inputs: (half / 2) ** 2 * 16, outputs },
  ]
}

/** Three convolutions of 8, 8 and 1 channels: an output for each place of the image. */
function convLayers({ inputs }: ModelSize): Layer[] {
  const side = Math.sqrt(inputs)
  return [
    { kind: 'conv3x3', height: side, width: side, inputs: 1, outputs: 8 },
    { kind: 'relu' },
    { kind: 'conv3x3', height: side, width: side, inputs: 8, outputs: 8 },
    { kind: 'relu' },
    { kind: 'conv3x3', height: side, width: side, inputs: 8, outputs: 1 },
  ]
}

export const models = {
  linear: ({ inputs, outputs }: ModelSize): Layer[] => [{ kind: 'dense', inputs, outputs }],
  mlp: mlpLayers,
  smooth: smoothLayers,
  cnn: cnnLayers,
  conv: convLayers,
} as const

export type ModelId = keyof typeof models

export function createModel(id: ModelId, size: ModelSize): Model {
  return { id, inputs: size.inputs, outputs: size.outputs, layers: models[id](size) }
}
