/**
 * Every point of a run as JSON, however many there are: read in portions, at the pace at which the answer is read, so
 * that neither the server's memory nor anybody's page waits for it.
 */
import { Refusal } from '../refusal.ts'
import type { Columns } from '../series.ts'
import type { PointsQuery, Store } from '../store/store.ts'
import { columnItems, pointsToJson } from './points-json.ts'

const pointsAtATime = 10_000
/** Whole reads at a time; each may hold the values and times of its longest series. */
const mostAtOnce = 4
/** An answer that nobody reads any further is given up after so long. */
const unreadMs = 30_000

let atOnce = 0

/** Refuses when too many whole reads are going on. */
export function pointsStream(store: Store, runId: string, query: PointsQuery): ReadableStream<Uint8Array> {
  if (atOnce >= mostAtOnce)
    throw new Refusal(
      'too-many',
      `${mostAtOnce} answers with every point are being read: wait for one to end, or ask with buckets.`,
    )
  atOnce++
  let isOpen = true
  let timer: NodeJS.Timeout | undefined
  function end(): void {
    clearTimeout(timer)
    if (isOpen) atOnce--
    isOpen = false
  }
  const texts = portions(store, runId, query)
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      clearTimeout(timer)
      try {
        const { value, done } = await texts.next()
        if (done) {
          end()
          return controller.close()
        }
        controller.enqueue(encoder.encode(value))
        timer = setTimeout(() => {
          end()
          controller.error(new Error('Nobody read the answer any further.'))
        }, unreadMs)
      } catch (error) {
        end()
        controller.error(error)
      }
    },
    cancel: end,
  })
}

/** The text of `pointsToJson`, in pieces. */
async function* portions(store: Store, runId: string, query: PointsQuery): AsyncGenerator<string> {
  const record = await store.readRun(runId)
  const series = (record?.series ?? []).filter(({ name }) => !query.series || query.series.includes(name))
  if (query.branch !== undefined) {
    // Of an earlier branch no summary is kept, and it is no longer than what one resumes from.
    yield pointsToJson(await store.readPoints(runId, query))
    return
  }
  yield '{"series":['
  for (const [i, { name, last }] of series.entries()) {
    yield `${i > 0 ? ',' : ''}{"name":${JSON.stringify(name)},"steps":[`
    const kept: Pick<Columns, 'values' | 'times'>[] = []
    // What comes meanwhile is not waited for.
    const to = Math.min(query.to ?? last.step, last.step)
    let after = query.after
    for (;;) {
      const page = await store.readPoints(runId, {
        from: query.from,
        to,
        after,
        series: [name],
        limit: pointsAtATime,
      })
      const columns = page.series[0]
      if (!columns || columns.steps.length === 0) break
      yield (kept.length ? ',' : '') + columnItems(columns.steps)
      kept.push({ values: columns.values, times: columns.times })
      after = columns.steps.at(-1)
    }
    yield '],"values":['
    for (const [k, { values }] of kept.entries()) yield (k ? ',' : '') + columnItems(values)
    yield '],"times":['
    for (const [k, { times }] of kept.entries()) yield (k ? ',' : '') + columnItems(times)
    yield ']}'
  }
  yield '],"complete":true}'
}
