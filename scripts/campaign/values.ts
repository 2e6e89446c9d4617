/** What the programs of the campaign log: a loss that goes wrong for good at one step, and doubles with every corner. */
import { createRandom } from '../../lib/random.ts'

export type Values = Readonly<Record<'train/loss' | 'probe/bits', number>>

/** From this step on the loss is not finite: one incident a run. */
const goesWrongAt = 40
export const stepsOfRun = 80

const endless = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
const corners = [
  -0,
  0,
  5e-324,
  -2.2250738585072014e-308,
  Number.MAX_VALUE,
  -Number.MAX_VALUE,
  0.1 + 0.2,
  2 ** 53 + 2,
]

export function valuesAt(step: number): Values {
  const { uniform } = createRandom(step)
  return {
    'train/loss':
      step < goesWrongAt ? 2 / (1 + step) + 1e-3 * uniform() : (endless[step % endless.length] as number),
    'probe/bits':
      step % 3 === 0 ? (corners[(step / 3) % corners.length] as number) : uniform() * 2 ** (step % 50),
  }
}

export const seriesOfRun = Object.keys(valuesAt(0)) as (keyof Values)[]
