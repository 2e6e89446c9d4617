/** What a person has changed of a run stays so: of what its program says anew that much is left out. Pure. */
import type { Run, RunEvent } from '../run.ts'

export function withoutEdited(event: RunEvent, run: Run): RunEvent {
  if (run.edited.length === 0) return event
  if (event.type === 'run-started') return { ...event, run: without(event.run, run) }
  if (event.type !== 'run-edited' || event.by === 'person') return event
  return { ...event, changes: without(event.changes, run) }
}

function without<Said extends Partial<Run>>(said: Said, { edited }: Run): Said {
  const left = { ...said }
  for (const one of edited) delete left[one]
  return left
}
