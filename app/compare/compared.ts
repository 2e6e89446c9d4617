/** What comparisons read of a view; made once for each view, since a run that does not grow keeps its view. */
import type { ComparedRun } from '../../lib/compare/compared-run.ts'
import type { RunView } from '../../lib/run.ts'
import { readingsOf } from '../../lib/summary/stored-run.ts'

const made = new WeakMap<RunView, ComparedRun>()

export function comparedRunOf(view: RunView): ComparedRun {
  const known = made.get(view)
  if (known) return known
  const { latest, best } = readingsOf(view)
  const compared = { run: view.run, latest, best }
  made.set(view, compared)
  return compared
}
