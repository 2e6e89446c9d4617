/** The series that the table of a sweep shows: one that all losses share. Pure. */
import type { RunRecord } from '../store/store.ts'
import { tasks } from '../training/tasks.ts'
import type { Sweep } from './sweep.ts'

/** Of data of one's own, the first that its runs have. */
const shared = ['val/accuracy', 'val/mae', 'val/f1', 'val/iou', 'val/recall_at_1', 'val/energy_distance']

export function scoreOf({ plan }: Pick<Sweep, 'plan'>, records: readonly RunRecord[]): string {
  const { task } = plan.options
  if (task !== 'csv') return tasks[task].primary
  const known = new Set(records.flatMap(({ series }) => series.map(({ name }) => name)))
  return shared.find((name) => known.has(name)) ?? 'val/accuracy'
}
