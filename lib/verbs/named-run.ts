/** The run that a person or an agent means. */
import { distance } from '../query/index.ts'
import { cut, Refusal, shown } from '../refusal.ts'
import type { Run } from '../run.ts'
import type { RunRecord, Store } from '../store/store.ts'
import { type RunStore, runsLike } from './asked-runs.ts'

/** Runs among which the nearest is looked for. */
const runsLookedAt = 500
/** Runs that a refusal names. */
const mostNamed = 3
/** Letters of an id that may stand for all of it. */
const shortestStart = 4

/** By its id, by its name where only one has it, or by the start of its id. Refuses others, and says which are nearest. */
export async function namedRun(store: RunStore & Pick<Store, 'readRun'>, named: string): Promise<RunRecord> {
  const record = await store.readRun(named)
  if (record) return record
  const runs = await runsLike(store, named, runsLookedAt)
  const called = runs.filter(({ run }) => run.name === named)
  const begun = runs.filter(({ run }) => named.length >= shortestStart && run.id.startsWith(named))
  const found = called.length ? called : begun
  if (found.length === 1) return found[0] as RunRecord
  if (found.length > 1)
    throw new Refusal(
      'invalid',
      `${found.length} runs are called ${shown(named)}: name one by its id, such as ${namesOf(found.map(({ run }) => run))}.`,
    )
  const nearest = nearestRuns(
    named,
    runs.map(({ run }) => run),
  )
  const rest = nearest.length ? `the nearest are ${namesOf(nearest)}` : 'this server has none yet'
  throw new Refusal('not-found', `There is no run ${shown(named)}: ${rest}.`)
}

const namesOf = (runs: readonly Run[]) =>
  runs
    .slice(0, mostNamed)
    .map(({ id, name }) => (id === name ? shown(name) : `${shown(name)} (${cut(id)})`))
    .join(', ')

/** Those whose name or id has it in it first, then by the letters that differ. */
function nearestRuns(named: string, runs: readonly Run[]): Run[] {
  const wanted = named.toLowerCase()
  const away = ({ id, name }: Run) => {
    const texts = [id.toLowerCase(), name.toLowerCase()]
    if (texts.some((text) => text.includes(wanted))) return 0
    return Math.min(...texts.map((text) => distance(wanted, text)))
  }
  return runs
    .map((run) => ({ run, away: away(run) }))
    .sort((a, b) => a.away - b.away)
    .slice(0, mostNamed)
    .map(({ run }) => run)
}
