/** What the address of a list asks for, without its query, which takes more to read. Pure. */
import type { Run, RunStatus } from '../run.ts'

export type ListQuery = {
  project?: string | undefined
  status?: RunStatus | undefined
  /** Id of a loss. */
  loss?: string | undefined
  /** A query, or words: `vit bs64`, `loss = mse and lr < 0.01`. */
  q?: string | undefined
  sort: string
  limit: number
  cursor?: string | undefined
}

export const newestFirst = 'newest'

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
