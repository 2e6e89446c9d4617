/** The libraries whose losses were measured, by the names that runs give them. */

export type Library = {
  title: string
  /** Of what was called. */
  version: string
  /** How it is imported and called for short: lower case. */
  words: readonly string[]
}

export const libraries = {
  torch: { title: 'PyTorch', version: '2.15.0', words: ['pytorch', 'nn', 'f', 'functional'] },
  torchvision: { title: 'torchvision', version: '0.29.2', words: ['ops'] },
  torchmetrics: { title: 'TorchMetrics', version: '1.9.0', words: ['classification', 'regression'] },
  keras: { title: 'Keras', version: '3.15.1 on jax', words: ['tf', 'tensorflow'] },
  'tensorflow.js': { title: 'TensorFlow.js', version: '4.22.0', words: ['tfjs', 'tf', 'tensorflow', 'js'] },
  optax: { title: 'optax', version: '0.2.8', words: ['jax', 'flax'] },
  paddle: { title: 'Paddle', version: '3.3.1', words: ['paddlepaddle', 'nn', 'f', 'functional'] },
  mxnet: { title: 'MXNet Gluon', version: '1.9.1', words: ['mx', 'gluon'] },
  nd4j: { title: 'Deeplearning4j (ND4J)', version: '1.0.0-M2.1', words: ['dl4j', 'deeplearning4j'] },
  burn: { title: 'burn', version: '0.22.1', words: ['nn'] },
  candle: { title: 'candle', version: '0.11.1', words: ['candlenn', 'nn'] },
  'scikit-learn': { title: 'scikit-learn', version: '1.9.1', words: ['sklearn', 'metrics'] },
  xgboost: { title: 'XGBoost', version: '3.2.0', words: ['xgb'] },
  lightgbm: { title: 'LightGBM', version: '4.7.0', words: ['lgb', 'lgbm'] },
  catboost: { title: 'CatBoost', version: '1.2.10', words: ['utils'] },
  timm: { title: 'timm', version: '1.0.31', words: [] },
  monai: { title: 'MONAI', version: '1.6.1', words: [] },
  kornia: { title: 'Kornia', version: '0.9.0', words: [] },
  'segmentation-models-pytorch': { title: 'segmentation-models-pytorch', version: '0.6.0', words: ['smp'] },
  'pytorch-metric-learning': { title: 'pytorch-metric-learning', version: '2.9.0', words: ['pml'] },
  'sentence-transformers': { title: 'sentence-transformers', version: '6.2.0', words: ['sbert'] },
  synaptic: { title: 'Synaptic', version: '1.1.4', words: [] },
} as const satisfies Record<string, Library>

export type LibraryId = keyof typeof libraries

/** Other names under which runs may give them, in lower case and with "-" for "_". */
const aliases: Readonly<Record<string, LibraryId>> = {
  pytorch: 'torch',
  'torch.nn': 'torch',
  'torch.nn.functional': 'torch',
  tf: 'keras',
  'tf.keras': 'keras',
  'tf-keras': 'keras',
  tensorflow: 'keras',
  'tensorflow.keras': 'keras',
  tfjs: 'tensorflow.js',
  'tensorflow-js': 'tensorflow.js',
  '@tensorflow/tfjs': 'tensorflow.js',
  paddlepaddle: 'paddle',
  mx: 'mxnet',
  gluon: 'mxnet',
  dl4j: 'nd4j',
  deeplearning4j: 'nd4j',
  'candle-nn': 'candle',
  sklearn: 'scikit-learn',
  xgb: 'xgboost',
  lgb: 'lightgbm',
  lgbm: 'lightgbm',
  smp: 'segmentation-models-pytorch',
  pml: 'pytorch-metric-learning',
}

/** One name for each library, however a run writes it; that of one which was not measured in lower case. */
export function libraryKey(name: string): string {
  const key = name.toLowerCase().replaceAll('_', '-')
  return Object.hasOwn(aliases, key) ? (aliases[key] as LibraryId) : key
}

function isLibraryId(id: string): id is LibraryId {
  return Object.hasOwn(libraries, id)
}

/** The measured library that a run means by this name. */
export function libraryOf(name: string): LibraryId | null {
  const key = libraryKey(name)
  return isLibraryId(key) ? key : null
}

/** What people call the library, `PyTorch`; one that was not measured by the name that the run gives it. */
export function libraryTitle(name: string): string {
  const id = libraryOf(name)
  return id ? libraries[id].title : name
}
