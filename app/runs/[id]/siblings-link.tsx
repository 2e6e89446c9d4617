import Link from 'next/link'
import { lossText } from '../../../lib/compare/trained-loss.ts'

import type { Run } from '../../../lib/run.ts'
import { newestFirst } from '../../../lib/search/run-filter.ts'
import { services } from '../../../lib/server/services.ts'
import { compareHref } from '../../components/runs/compare-href.ts'

/** Siblings that a run is compared with, and the runs that are looked at for them. */
const most = 5
const mostRead = 50

/** To the comparison with the newest other runs of its project that train with the same loss; nothing where there are none. */
export async function SiblingsLink({ run }: { run: Run }) {
  const siblings = await findSiblings(run)
  if (siblings.length === 0) return null
  return (
    <Link
      className="small soft no-paper"
      href={compareHref([run.id, ...siblings])}
      title={`Runs of the project ${run.project} with the same loss`}
    >
      Compare with {siblings.length === 1 ? 'the last one' : `the last ${siblings.length}`} like it
    </Link>
  )
}

async function findSiblings({ id, project, loss }: Run): Promise<string[]> {
  if (!loss) return []
  const { store } = services()
  const asked = { project, loss: loss.id, query: null, sort: newestFirst, limit: mostRead }
  const others = (await store.searchRuns(asked)).ids.filter((other) => other !== id)
  const found: string[] = []
  // With other parameters it is another loss.
  for (let from = 0; from < others.length && found.length < most; from += most)
    for (const { run } of await store.readRuns(others.slice(from, from + most)))
      if (lossText(run.loss) === lossText(loss)) found.push(run.id)
  return found.slice(0, most)
}
