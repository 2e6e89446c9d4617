/** Which losses a task can be trained with, and what to say when one cannot. */
import {
  type Expectation,
  expectationOf,
  type Loss,
  type LossParams,
  losses,
  readParams,
} from '../../losses/index.ts'
import type { NumberTraits, Task, TaskKind } from '../task.ts'
import { type Fit, fitOf, lackOf } from './fit.ts'

/** The ids of the losses that suit a task with their default parameters. */
export function lossesFor(task: Task): string[] {
  return Object.entries(losses as unknown as Record<string, Loss>)
    .filter(([, loss]) => fitOf(task, expectationOf(loss, readParams(loss))) !== null)
    .map(([id]) => id)
}

const predicts: Record<TaskKind, string> = {
  classification: 'predicts classes',
  binary: 'predicts one of two classes',
  'multi-label': 'predicts labels',
  regression: 'predicts numbers',
  segmentation: 'marks places of images',
  detection: 'predicts boxes and classes',
  embedding: 'compares vectors',
  ranking: 'puts pairs in order',
  adversarial: 'lets two networks play against each other',
}

function purposeOf({ inputs, targets }: Expectation): string {
  const traits = Object.values(inputs)
  if (traits.includes('embedding') || traits.includes('distance')) return 'vectors of pairs or triples'
  if (targets === 'none') return 'two networks that play against each other'
  if (targets === 'sequence') return 'sequences of symbols'
  if (targets === 'order') return 'pairs in an order'
  if (targets === 'mask') return 'marked places of images'
  if (targets === 'count') return 'counts'
  if (targets === 'box-and-class') return 'boxes with classes'
  const isClass = ['class', 'class-list', 'bit', 'sign', 'probability', 'distribution'].includes(targets)
  return isClass ? 'classes' : 'numbers'
}

const lacks: Record<keyof NumberTraits, string> = {
  isNonZero: 'other than 0',
  isNonNegative: 'of at least 0',
  isCount: 'that are whole and at least 0',
}

/** How the loss is used on the task. Throws one sentence that names the losses that suit when it cannot be. */
export function requireFit(task: Task, loss: Loss, params: LossParams): Fit {
  const expects = expectationOf(loss, params)
  const choices = `choose one of ${lossesFor(task).join(', ')}.`
  // Each network has a side of the loss, and a sum has none to tell.
  if (task.kind === 'adversarial' && expects.targets === 'none' && !Object.hasOwn(loss.parameters, 'side'))
    throw new Error(
      `The loss ${loss.id} has no parameter "side", and each of the two networks of the task ${task.id} needs its own: ${choices}`,
    )
  const fit = fitOf(task, expects)
  if (fit) return fit
  const lack = lackOf(task, expects)
  if (lack)
    throw new Error(
      `The loss ${loss.id} needs targets ${lacks[lack]}, and not all those of the task ${task.id} are: ${choices}`,
    )
  throw new Error(
    `The loss ${loss.id} is for ${purposeOf(expects)}, but the task ${task.id} ${predicts[task.kind]}: ${choices}`,
  )
}
