/** Whether a run is one of those that a list asks for: the question of the store, for runs that a page hears of. Pure. */
import type { Run } from '../run.ts'
import type { RunsQuery } from '../store/store.ts'

export type RunFilter = Pick<RunsQuery, 'project' | 'status' | 'loss' | 'q'>

export function isAskedFor(
  {
    id,
    name,
    project,
    status,
    loss,
    tags,
  }: Pick<Run, 'id' | 'name' | 'project' | 'status' | 'loss' | 'tags'>,
  filter: RunFilter,
): boolean {
  const text = filter.q?.toLowerCase()
  return (
    (filter.project === undefined || filter.project === project) &&
    (filter.status === undefined || filter.status === status) &&
    (filter.loss === undefined || filter.loss === loss?.id) &&
    (text === undefined || [id, name, project, ...tags].some((part) => part.toLowerCase().includes(text)))
  )
}
