/** How long trainings of a task take here, by those that there were. Pure. */
import { isEnded } from '../run.ts'
import type { RunRecord } from '../store/store.ts'
import { workMs } from '../summary/work-time.ts'
import { median } from './progress.ts'

/** Milliseconds of an epoch by task and model, as `digits mlp`; the median of what was trained with them. */
export function epochTimesOf(records: readonly RunRecord[]): Record<string, number> {
  const times = new Map<string, number[]>()
  for (const { run, series } of records) {
    const { task, model } = run.params
    const { stepsPerEpoch, endedAt } = run
    if (run.source !== 'runner' || !isEnded(run) || endedAt === null || !stepsPerEpoch) continue
    const epochs = Math.max(0, ...series.map(({ last }) => last.step)) / stepsPerEpoch
    if (epochs < 1) continue
    const key = `${task} ${model}`
    times.set(key, [...(times.get(key) ?? []), workMs(run, endedAt) / epochs])
  }
  return Object.fromEntries([...times].map(([key, values]) => [key, median(values) ?? 0]))
}
