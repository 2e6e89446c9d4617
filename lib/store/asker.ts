/** Who only reads, below Prisma. */
import type { FoundRuns, RunSearch } from '../search/search.ts'
import type { Asking } from './sql/asking.ts'

export type Asker = {
  answer<T>(asking: Asking<T>): Promise<T>
  /** `changed`: runs that this server has changed since the search before. */
  searchRuns(search: RunSearch, changed: readonly string[]): Promise<FoundRuns>
  close(): Promise<void>
}
