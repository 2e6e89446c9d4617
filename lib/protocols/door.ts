/** Requests in the protocols of other tools, answered before Next sees them. */
import type { Door } from '../http/exchange.ts'
import type { Recorder } from '../recorder/recorder.ts'
import type { Store } from '../store/store.ts'
import { clearmlDoor } from './clearml/door.ts'
import { mlflowDoor } from './mlflow/door.ts'
import { swanlabDoor } from './swanlab/door.ts'
import { trackioDoor } from './trackio/door.ts'
import { wandbDoor } from './wandb/door.ts'

export function foreignDoor(parts: { store: Store; recorder: Recorder; now(): number }): Door {
  const doors = [
    mlflowDoor(parts),
    wandbDoor(parts),
    trackioDoor(parts),
    swanlabDoor(parts),
    clearmlDoor(parts),
  ]
  return (request, response) => doors.some((isAnswered) => isAnswered(request, response))
}
