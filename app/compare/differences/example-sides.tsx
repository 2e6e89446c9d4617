import type { DifferingRuns } from '../../../lib/matrix/differing.ts'
import { ExampleList } from './example-list.tsx'

/** Setups by their losses, where that tells them apart. */
export function namesOf(setups: DifferingRuns['setups']): (at: number) => string {
  return (at) => {
    const setup = setups[at]
    const isAlone = setups.filter(({ loss }) => loss === setup?.loss).length === 1
    return (isAlone ? setup?.loss : setup?.label) ?? ''
  }
}

/** Rows that each of two models judges better than the other. */
export function ExampleSides({ found: { setups, examples, judged } }: { found: DifferingRuns }) {
  if (!examples) return null
  const nameOf = namesOf(setups)
  const [first, second] = examples.between
  return (
    <div className="dif-sides">
      {(['first', 'second'] as const).map((side) => (
        <ExampleList
          key={side}
          title={`Nearer the truth with ${nameOf(side === 'first' ? first : second)}`}
          examples={examples[side]}
          judged={judged}
          names={[nameOf(first), nameOf(second)]}
        />
      ))}
    </div>
  )
}
