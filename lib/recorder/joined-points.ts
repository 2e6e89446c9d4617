/** Series that a message brings one after the other are judged beside each other, as where each step brings all of them. */
import type { RunEvent } from '../run.ts'

/** The events with neighbours of one run as one where each holds series that those before it do not. */
export function joinedPoints(events: readonly RunEvent[]): RunEvent[] {
  const joined: RunEvent[] = []
  let names = new Set<string>()
  for (const event of events) {
    const last = joined.at(-1)
    if (event.type === 'points' && last?.type === 'points' && last.runId === event.runId) {
      if (!event.series.some(({ name }) => names.has(name))) {
        joined[joined.length - 1] = { ...last, series: [...last.series, ...event.series] }
        for (const { name } of event.series) names.add(name)
        continue
      }
    }
    joined.push(event)
    names = new Set(event.type === 'points' ? event.series.map(({ name }) => name) : [])
  }
  return joined
}
