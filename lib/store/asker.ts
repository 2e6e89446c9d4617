/** Who only reads, below Prisma. */
import type { Asking } from './sql/asking.ts'
import type { Store } from './store.ts'

export type Asker = {
  answer<T>(asking: Asking<T>): Promise<T>
  searchRuns: Store['searchRuns']
  close(): Promise<void>
}
