import type { Run } from '../run.ts'
import type { ListQuery } from './list-query.ts'

/** What a list leaves out. */
export type RunFilter = Pick<ListQuery, 'project' | 'status' | 'loss' | 'q'>

/** Whether a run is one of those, whatever the query says. */
export function isAmong(run: Run, { project, status, loss }: RunFilter): boolean {
  return (
    (project === undefined || project === run.project) &&
    (status === undefined || status === run.status) &&
    (loss === undefined || loss === run.loss?.id)
  )
}
