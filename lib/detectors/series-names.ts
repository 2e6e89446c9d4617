/** What a series is, read from its name: names are all that foreign logs give. */

export type SeriesRole = Readonly<{
  kind: 'loss' | 'learning-rate' | 'gradient-norm' | 'accuracy' | 'other'
  split: 'train' | 'validation'
  /** The name without its split and without words that tell nothing: twins have the same. */
  base: string
  /** One part of a composed loss. It may rise while the whole falls. */
  component: boolean
  /** One side of a game of two, or a loss of reinforcement learning: its target moves, it need not fall. */
  ganLike: boolean
  /** A measure by its bare name, which need not be what is trained with: an error, a perplexity. */
  measure: boolean
  /** What reinforcement learning logs: what a policy earns, or how far it has gone from another one. */
  reinforcement: 'reward' | 'kl' | null
}>

const trainWords = new Set(['train', 'training', 'tr', 'trn'])
const validationWords = new Set([
  'val',
  'valid',
  'validation',
  'dev',
  'test',
  'testing',
  'eval',
  'evaluation',
  'te',
  'heldout',
])
const lossWords = new Set([
  'loss',
  'nll',
  'nelbo',
  'ce',
  'bce',
  'xent',
  'crossentropy',
  'logloss',
  'mlogloss',
  'bpd',
  'mse',
  'rmse',
  'mae',
  'ppl',
  'perplexity',
])
/** Written in place of "loss" or beside it without telling one loss from another. */
const fillers = new Set([
  'loss',
  'per',
  'epoch',
  'step',
  'iter',
  'iteration',
  'batch',
  'minibatch',
  'mini',
  'total',
  'avg',
  'average',
  'mean',
  'running',
  'smoothed',
  'metrics',
  'log',
  'scalar',
])
const componentWords = new Set([
  'box',
  'obj',
  'objectness',
  'cls',
  'class',
  'dfl',
  'giou',
  'iou',
  'rpn',
  'rcnn',
  'mask',
  'center',
  'centerness',
  'kpt',
  'kl',
  'kld',
  'reg',
  'regularization',
  'regularisation',
  'penalty',
  'commit',
  'commitment',
  'codebook',
  'vq',
  'perceptual',
  'feature',
  'feat',
  'tv',
  'entropy',
  'part',
  'component',
  'head',
])
const measureWords = new Set(['mse', 'rmse', 'mae', 'mape', 'smape', 'ppl', 'perplexity'])
const ganWords = new Set([
  'gan',
  'gen',
  'generator',
  'disc',
  'discriminator',
  'critic',
  'adv',
  'adversarial',
  'g',
  'd',
  'fake',
  'real',
])
/** Words beside "accuracy" that leave it the share of right answers: not those of a top-5 or a balanced one. */
const accuracyWords = new Set(['accuracy', 'acc', 'top1', 'categorical', 'binary', 'sparse'])
const reinforcementWords = new Set([
  'value',
  'policy',
  'actor',
  'td',
  'qf',
  'vf',
  'dqn',
  'ddpg',
  'td3',
  'sac',
  'ppo',
  'a2c',
])
const rewardWords = new Set(['reward', 'rewards', 'rew', 'return', 'returns', 'advantage', 'advantages'])
/** Beside "rewards" they are of pairs that somebody ranked: there the loss is one of supervised learning. */
const rankedWords = new Set(['chosen', 'rejected', 'margin', 'margins', 'accuracies', 'accuracy'])
/** What should rise, written with its sign turned round, is a loss. */
const turnedRound =
  /(^|[^a-z0-9])(-|neg(ative)?[^a-z0-9]?)(elbo|ll|lp|log[^a-z0-9]?(likelihood|likelihoods|prob|lik))([^a-z]|$)/i
/** In `precision`, `map` … a fall is the trouble; a word of these in a name makes it no loss even beside "loss". */
const notLossWords = new Set([
  'scale',
  'weight',
  'scaler',
  'ratio',
  'rate',
  'count',
  'accuracy',
  'acc',
  'recall',
])

/** Lower-case words: `BoxCenterLoss`, `val/box_loss` and `train losses (epoch)` all come apart. */
function wordsOf(name: string): string[] {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .match(/[a-z0-9]+/g)
  return words?.some(isGlued) ? words.flatMap(comeApart) : (words ?? [])
}

/** Words that may be several: most are not, and are not looked at twice. */
const isGlued = (word: string) => word === 'losses' || /^[a-z]+\d+$|.loss$/.test(word)

function comeApart(word: string): string[] {
  if (word === 'losses') return ['loss']
  // loss1, xent2: the number tells one from the other. Not those of top1, f1 or l2.
  const numbered = /^([a-z]+)(\d+)$/.exec(word)
  if (numbered && lossWords.has(numbered[1] as string)) return numbered.slice(1)
  const glued = /^(train|val|valid|test|eval|dev)(loss)$/.exec(word)
  return glued ? [glued[1] as string, 'loss'] : [word]
}

function kindOf(words: readonly string[]): SeriesRole['kind'] {
  const has = (word: string) => words.includes(word)
  if (has('lr') || (has('learning') && has('rate')) || has('learningrate')) return 'learning-rate'
  if ((has('grad') || has('gradient')) && has('norm')) return 'gradient-norm'
  const isGradient = has('grad') || has('gradient') || has('grads') || has('gradients')
  if (isGradient && (has('l2') || has('global'))) return 'gradient-norm'
  if (has('total') && has('norm') && words.length <= 3 && !has('weight') && !has('param'))
    return 'gradient-norm'
  if (has('gradnorm') || (has('gnorm') && words.length <= 2)) return 'gradient-norm'
  const isLoss = words.some((word) => lossWords.has(word)) && !words.some((word) => notLossWords.has(word))
  return isLoss ? 'loss' : 'other'
}

/** Roles that are kept: names are asked for again and again, a run of thousands of series asks for thousands of them. */
const rolesKept = 50_000
const roles = new Map<string, SeriesRole>()

export function roleOf(name: string): SeriesRole {
  const known = roles.get(name)
  if (known) return known
  const role = Object.freeze(readRole(name))
  if (roles.size >= rolesKept) roles.clear()
  roles.set(name, role)
  return role
}

function readRole(name: string): SeriesRole {
  const words = wordsOf(name)
  const rest = words.filter((word) => !trainWords.has(word) && !validationWords.has(word))
  const telling = rest.filter((word) => !fillers.has(word))
  const isTurned = turnedRound.test(name)
  const isAccuracy =
    telling.some((word) => word === 'accuracy' || word === 'acc') &&
    telling.every((word) => accuracyWords.has(word))
  return {
    kind: isAccuracy ? 'accuracy' : isTurned ? 'loss' : kindOf(words),
    split: words.some((word) => validationWords.has(word)) ? 'validation' : 'train',
    base: telling.length ? telling.join(' ') : 'loss',
    component: telling.some((word) => componentWords.has(word) || word.startsWith('aux')),
    measure: telling.length === 1 && measureWords.has(telling[0] as string),
    ganLike: telling.some((word) => ganWords.has(word) || reinforcementWords.has(word)),
    reinforcement: reinforcementOf(words),
  }
}

/** Whether a run that logs this is taught by pairs of which one is preferred (DPO and its kin). */
export function isOfPairs(name: string): boolean {
  const words = wordsOf(name)
  return words.some((word) => rewardWords.has(word)) && words.some((word) => rankedWords.has(word))
}

function reinforcementOf(words: readonly string[]): SeriesRole['reinforcement'] {
  if (kindOf(words) !== 'other' || words.some((word) => rankedWords.has(word))) return null
  if (words.some((word) => rewardWords.has(word))) return 'reward'
  return words.includes('kl') ? 'kl' : null
}
