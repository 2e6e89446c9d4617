/** What a series is in a run that may say more of it than its name does. */
import { roleOf, type SeriesRole } from '../series-names.ts'
import type { RunFacts } from './facts.ts'

type Said = Pick<RunFacts, 'mainMetric' | 'directions'>

/** As `roleOf`; the main metric of a run is watched as a loss, on both splits, and what is better the higher it is, is none. */
export function roleInRun(name: string, { mainMetric, directions }: Said): SeriesRole {
  const role = roleOf(name)
  if (Object.hasOwn(directions, name) && directions[name] === 'higher')
    return role.kind === 'loss' ? { ...role, kind: 'other' } : role
  if (mainMetric === null || role.kind === 'loss') return role
  const main = roleOf(mainMetric)
  const isMain = name === mainMetric || (role.kind === main.kind && role.base === main.base)
  return isMain ? { ...role, kind: 'loss', component: false, ganLike: false } : role
}

/**
 * As `roleInRun`; beside the loss of its split, one that has more words to its name is a part of it: `train/pde_loss` beside `train/loss`.
 * Not a measure, which says the same on another scale.
 */
export function roleBeside(name: string, said: Said, hasWhole: boolean): SeriesRole {
  const role = roleInRun(name, said)
  const isPart =
    hasWhole && role.kind === 'loss' && role.base !== 'loss' && !role.measure && name !== said.mainMetric
  return isPart && !role.component ? { ...role, component: true } : role
}
