import { lossText } from '../../../lib/compare/trained-loss.ts'
import type { Run } from '../../../lib/run.ts'
import { newestFirst } from '../../../lib/search/list-query.ts'
import { services } from '../../../lib/server/services.ts'

/** Siblings that a run is compared with, and the runs that are looked at for them. */
const most = 5
const mostRead = 50

/** Ids of the newest other runs of its project that train with the same loss; none where it names no loss. */
export async function findSiblings({ id, project, loss }: Run): Promise<string[]> {
  if (!loss) return []
  const { store } = services()
  const asked = { project, loss: loss.id, query: null, sort: newestFirst, limit: mostRead }
  const { ids } = await store.searchRuns(asked)
  const others = ids.filter((other) => other !== id)
  // With other parameters it is another loss.
  const found: string[] = []
  for (let from = 0; from < others.length && found.length < most; from += most)
    for (const { run } of await store.readRuns(others.slice(from, from + most)))
      if (lossText(run.loss) === lossText(loss)) found.push(run.id)
  return found.slice(0, most)
}
