/** Points that are sent again: after a lost acknowledgement, or by a program that sends its whole history each time. */
import type { SeriesColumns } from '../series.ts'
import type { Store } from '../store/store.ts'

/** What of these columns the run does not hold with the very same values; columns that are all known are left out. */
export async function unknownPoints(
  store: Store,
  runId: string,
  sent: readonly SeriesColumns[],
): Promise<SeriesColumns[]> {
  const [from, to] = stepRange(sent)
  const { series } = await store.readPoints(runId, { series: sent.map(({ name }) => name), from, to })
  return sent.flatMap((columns) => {
    const stored = series.find(({ name }) => name === columns.name)
    const valueAt = new Map(Array.from(stored?.steps ?? [], (step, i) => [step, stored?.values[i]]))
    const isNew = (i: number) => {
      const step = columns.steps[i] as number
      return !valueAt.has(step) || !Object.is(valueAt.get(step), columns.values[i])
    }
    const fresh = Array.from(columns.steps, (_, i) => i).filter(isNew)
    if (fresh.length === columns.steps.length) return [columns]
    return fresh.length ? [chosen(columns, fresh)] : []
  })
}

function chosen(columns: SeriesColumns, rows: readonly number[]): SeriesColumns {
  const { name, steps, values, times, replaced } = columns
  const of = (column: Float64Array) => Float64Array.from(rows, (row) => column[row] as number)
  const points = { name, steps: of(steps), values: of(values), times: of(times) }
  return replaced ? { ...points, replaced: of(replaced) } : points
}

function stepRange(sent: readonly SeriesColumns[]): [from: number, to: number] {
  let from = Number.MAX_SAFE_INTEGER
  let to = 0
  for (const { steps } of sent)
    for (const step of steps) {
      from = Math.min(from, step)
      to = Math.max(to, step)
    }
  return [from, to]
}
