/** A batch of one sample, all zeros: shows whether lists among a loss's parameters have the right length. */
import type { LossBatch, Tensor } from '../../losses/index.ts'
import type { Fit } from './fit.ts'
import { createHead } from './head.ts'

function zeros(...shape: number[]): Tensor {
  return { data: new Float64Array(shape.reduce((product, length) => product * length, 1)), shape }
}

function targetsOf({ encoding, parts }: Fit): Record<string, Tensor> {
  switch (encoding) {
    case 'none':
      return {}
    case 'box-and-class':
      return { boxes: zeros(1, 4), classes: zeros(1) }
    case 'class-list':
    case 'bits':
    case 'signs':
    case 'standardized':
    case 'in-unit':
      return { targets: zeros(1, parts[0]?.width ?? 1) }
    default:
      return { targets: zeros(1) }
  }
}

export function oneSample(fit: Fit): LossBatch {
  const outputs = new Float32Array(fit.views * fit.outputs)
  return { inputs: createHead(fit, null).apply(outputs, 1), targets: targetsOf(fit) }
}
