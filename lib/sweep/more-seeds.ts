/** The command that trains more seeds of a sweep, so that a verdict which is undecided can be decided. Pure. */
import type { Run } from '../run.ts'
import { freshSeeds, seedsText } from './seeds.ts'
import { type Sweep, sweepIdOf } from './sweep.ts'

/** A text as a shell takes it as one word. */
export function shellWord(text: string): string {
  return /^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

function commandOf(name: string, known: readonly number[], more: number): string {
  const fresh = freshSeeds(known, more)
  const all = [...known, ...fresh].sort((a, b) => a - b)
  const isCount = all.every((seed, i) => seed === i)
  return `npm run sweep -- --resume ${shellWord(name)} --seeds ${seedsText(isCount ? all : fresh)}`
}

/**
 * `npm run sweep -- --resume NAME --seeds 9` for a sweep, or for compared runs that are all of one sweep, which is then
 * named by its id; `more` is how many seeds are wanted beside those that it has. Of runs, those that were compared count
 * as all that it has: what is trained already is not trained again. Null for runs of several sweeps or of none, and for
 * no seeds.
 */
export function moreSeedsCommand(of: Sweep | readonly Run[], more: number): string | null {
  if (!(more >= 1)) return null
  const count = Math.ceil(more)
  if ('plan' in of) return commandOf(of.name, of.plan.seeds, count)
  const [id = null, ...others] = new Set(of.map((run) => sweepIdOf(run.id)))
  if (id === null || others.length > 0) return null
  return commandOf(id, [...new Set(of.flatMap(({ seed }) => seed ?? []))], count)
}
