import type { FoundRuns, RunSearch } from '../../search/search.ts'
import type { Queryable } from './postgresql-answer.ts'
export async function searchRuns(_client: Queryable, _search: RunSearch): Promise<FoundRuns> {
  throw new Error('not yet')
}
