/** What a token needs for the calls of other tools' clients: to log, which is also to be told of one's own run. */
import type { Need } from '../tokens/right.ts'
import { isOfClearml } from './clearml/door.ts'
import { isOfMlflow } from './mlflow/door.ts'
import { isOfSwanlab, isPageOfSwanlab } from './swanlab/door.ts'
import { isOfTrackio } from './trackio/door.ts'
import { isOfWandb, isPageOfWandb } from './wandb/door.ts'

/** MLflow's clients can do more than log: look through all runs, and delete them. */
const mlflowReads = /\/mlflow\/(runs|experiments)\/search$/
const mlflowDeletes = /\/mlflow\/runs\/delete$/

/** Null for what is of no other tool. */
export function foreignNeed(method: string, path: string): Need | null {
  if (isOfMlflow(path)) return mlflowDeletes.test(path) ? 'owner' : mlflowReads.test(path) ? 'read' : 'log'
  // The addresses of pages, as these clients print them.
  if (method === 'GET' && (isPageOfWandb(path) || isPageOfSwanlab(path))) return 'read'
  const isTheirs = [isOfWandb, isOfTrackio, isOfSwanlab, isOfClearml].some((isIts) => isIts(path))
  return isTheirs ? 'log' : null
}
