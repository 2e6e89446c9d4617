/** The loss library: `lossOf('mse')`, `readParams`, `evaluate`. */
export { buffersFor, evaluate, type LossOptions, type LossResult } from './evaluate.ts'
export { dataFactsOf, type LossFacts, lossFacts } from './facts.ts'
export type {
  DataFacts,
  InputTrait,
  Loss,
  LossBatch,
  LossBuffers,
  LossFamily,
  LossParam,
  LossParams,
  Parameter,
  TargetTrait,
} from './loss.ts'
export { readParams, type UncheckedParams } from './parameters.ts'
export { type Reduction, reductions } from './reduction.ts'
export { isLossId, type LossId, losses, lossIds, lossOf } from './registry.ts'
export { type Nested, type NumberArray, type Tensor, tensorOf } from './tensor.ts'
