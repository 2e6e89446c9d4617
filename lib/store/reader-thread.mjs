/** A worker thread does not inherit the loader of TypeScript: this registers it, then runs the thread itself. */
import { register } from 'tsx/esm/api'

register()
await import('./reader-thread.ts')
