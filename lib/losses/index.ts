/** The loss library: `lossOf('mse')`, `readParams`, `evaluate`. */
export { checkLoss, type LossProblem } from './check-loss.ts'
export { isLossId, type LossId } from './defaults.ts'
export { evaluate, type LossOptions, type LossResult } from './evaluate.ts'
export { dataFactsOf, type LossFacts, lossFacts } from './facts.ts'
export { sigmoid, softplus } from './families/logistic.ts'
export { buffersFor, reductionsOf } from './kernel.ts'
export {
  type DataFacts,
  type Expectation,
  expectationOf,
  type InputTrait,
  type Loss,
  type LossBatch,
  type LossBuffers,
  type LossFamily,
  type LossParam,
  type LossParams,
  type Parameter,
  type Reduction,
  reductions,
  type TargetTrait,
  type Telltale,
  type Tensors,
  type Term,
} from './loss.ts'
export { readParams, type UncheckedParams } from './parameters.ts'
export { losses, lossIds, lossOf } from './registry.ts'
export { type Nested, type NumberArray, sizeOf, type Tensor, tensorOf } from './tensor.ts'
export { isSum, parseTerms } from './terms.ts'
