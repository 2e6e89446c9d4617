import type { DifferingRuns } from '../../lib/matrix/differing.ts'
import { DifferenceFigures } from '../compare/differences/difference-figures.tsx'
import { Legend } from '../compare/differences/differences-panel.tsx'
import { ExampleSides, namesOf } from '../compare/differences/example-sides.tsx'

/** Where models differ, and the rows that the first two judge most differently. */
export function DifferencePart({ found }: { found: DifferingRuns }) {
  const nameOf = namesOf(found.setups)
  return (
    <section className="cmp-section" aria-label="Where they differ">
      <h2>Where they differ</h2>
      <Legend setups={found.setups} />
      <DifferenceFigures differences={found} />
      {found.examples && (
        <>
          <h3>
            Rows that they judge most differently: {nameOf(found.examples.between[0])} and{' '}
            {nameOf(found.examples.between[1])}
          </h3>
          <ExampleSides found={found} />
        </>
      )}
    </section>
  )
}
