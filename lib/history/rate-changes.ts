/** Where a learning rate takes another course: a jump that its own pace does not explain. Not each step of a schedule. Pure. */
import type { Columns } from '../series.ts'

export type RateChange = { step: number; time: number; from: number; to: number }

/** A jump is by a fifth at least, and this many times what the rate changed by around it. */
const leastJump = Math.log(1.2)
const timesPace = 3
/** Values before and after a jump that tell the pace; the first ones of a warm-up double. */
const pacedBy = 3
/** With more jumps than this each is a step of a schedule, of which none is news. */
const mostChanges = 12

/** Of values above zero; from the fourth on. */
export function rateChanges({ steps, values, times }: Columns): RateChange[] {
  const paces = Array.from(values, (value, i) => paceOf(values[i - 1] ?? value, value))
  const changes: RateChange[] = []
  for (let i = pacedBy + 1; i < values.length; i++) {
    const jump = paces[i] as number
    if (!(jump >= leastJump)) continue
    const around = [...paces.slice(i - pacedBy, i), ...paces.slice(i + 1, i + 1 + pacedBy)]
    // Around a change there may be another: the pace is what most of them keep to.
    if (jump < timesPace * medianOf(around)) continue
    changes.push({
      ...{ step: steps[i] as number, time: times[i] as number },
      ...{ from: values[i - 1] as number, to: values[i] as number },
    })
  }
  return changes.length > mostChanges ? [] : changes
}

/** By what factor, up or down, as a logarithm; NaN where a value is not finite and above zero. */
function paceOf(before: number, value: number): number {
  const pace = before > 0 && value > 0 ? Math.abs(Math.log(value / before)) : Number.NaN
  return Number.isFinite(pace) ? pace : Number.NaN
}

function medianOf(paces: readonly number[]): number {
  const finite = paces.filter(Number.isFinite).toSorted((a, b) => a - b)
  return finite[finite.length >> 1] ?? 0
}
