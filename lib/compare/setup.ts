/** Runs that differ in nothing but their seed, taken together. */
import type { Run } from '../run.ts'
import { type ComparedRun, distinct } from './compared-run.ts'
import { paramKey, paramOf, paramTexts } from './param-text.ts'
import { lossKey, lossText } from './trained-loss.ts'

/** `key` is the same for equal choices. */
export type Setup = { key: string; label: string; runs: ComparedRun[] }

/** Parameters that are not chosen: the seed, and facts of the data that follow from it. */
const notChosen =
  /^(seed|random_seed|random_state|class_prior|target_variance|target_mean_absolute_deviation|constant_predictor\..*|loss|loss\..*)$/i

/** Where and when a run was made, as scripts log it beside what was chosen: places, names, code, times, machines. */
const factsOfRun = [
  '(output|logging|log|save|checkpoint|ckpt|work|working|results?)_?(dir|directory|path|folder)',
  '(run|experiment|exp|wandb)_?(name|id)',
  '(git_?)?(commit|sha|hash|revision|rev)|git_?(commit|revision)_?(hash|sha)?',
  'timestamp|date|datetime|(start|started|created)_?(at|time)',
  'host|hostname|user|pid|device|gpu|gpu_?(id|name)|cuda_?device|local_?rank',
]
const ofThisRun = new RegExp(`^(${factsOfRun.join('|')})$`, 'i')

/** What was chosen for a run, by keys that tell values apart; the loss under its own name. */
function choicesOf(run: Run): Map<string, string> {
  const params = Object.entries(run.params).filter(
    ([name]) => !notChosen.test(name) && !ofThisRun.test(name.slice(name.lastIndexOf('.') + 1)),
  )
  return new Map([
    ['loss', run.loss ? lossKey(run.loss) : ''],
    ...params
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]): [string, string] => [name, paramKey(value)]),
  ])
}

/** The names of choices in which these runs differ, the loss among them as `loss`. */
export function differingChoices(runs: readonly Run[]): string[] {
  const choices = runs.map(choicesOf)
  const names = distinct(choices.flatMap((of) => [...of.keys()]))
  return names.filter((name) => distinct(choices.map((of) => of.get(name))).length > 1)
}

/** Groups by all choices, in the order of the runs, named by what sets them apart; by their runs where each has one alone. */
export function setupsOf(runs: readonly ComparedRun[], labelOf: (id: string) => string): Setup[] {
  const groups = new Map<string, ComparedRun[]>()
  for (const compared of runs) {
    const key = JSON.stringify([compared.run.project, ...choicesOf(compared.run)])
    groups.set(key, [...(groups.get(key) ?? []), compared])
  }
  const isByRun = groups.size === runs.length
  const words = isByRun ? null : differenceWords(runs.map(({ run }) => run))
  return Array.from(groups, ([key, members]) => {
    const [first] = members as [ComparedRun]
    const others = members.length > 1 ? ` and ${members.length - 1} more` : ''
    return { key, label: words?.(first.run) ?? `${labelOf(first.run.id)}${others}`, runs: members }
  })
}

/** More differences than these are no name. */
const mostWords = 4

/** What sets a run apart, as `mse, lr 0.1`; its group where nothing does, null where too much does. */
function differenceWords(all: readonly Run[]): (run: Run) => string | null {
  const differing = differingChoices(all)
  // Runs of several projects are never one setup.
  const projects = distinct(all.map(({ project }) => project)).length > 1
  if (differing.length === 0 && !projects) return ({ group }) => group
  if (differing.length > mostWords) return () => null
  const words = differing.map((name) => {
    if (name === 'loss') return all.map(({ loss }) => lossText(loss))
    return paramTexts(all.map((run) => paramOf(run, name))).map((text) => `${name} ${text ?? 'not given'}`)
  })
  if (projects) words.push(all.map(({ project }) => `project ${project}`))
  const places = new Map(all.map((run, at) => [run, at]))
  return (run) => words.map((of) => of[places.get(run) ?? 0]).join(', ')
}
