import { describe, expect, it } from 'vitest'
import { scenarios } from '../../scripts/provoke/scenarios.ts'
import { alarms, findingsOf } from '../../scripts/provoke/watched-training.ts'

/** Those of tables, which train in a second or two; `npm run provoke` does them all, over several seeds. */
const quick = scenarios.filter(({ options }) =>
  /^(penguins|penguin-sex|car-mileage)$/.test(String(options.task)),
)

describe('a real training', () => {
  it('is tried with mistakes and without', () => {
    expect(quick.filter(({ causes }) => causes.length > 0).length).toBeGreaterThanOrEqual(6)
    expect(quick.filter(({ causes }) => causes.length === 0).length).toBeGreaterThanOrEqual(3)
  })

  it.each(quick.map((scenario) => [scenario.title, scenario] as const))(
    'is judged rightly: %s',
    async (_title, scenario) => {
      const loud = alarms(await findingsOf(scenario, 0))
      if (scenario.causes.length === 0) expect(loud).toEqual([])
      else expect(scenario.causes).toContain(loud[0]?.causes[0])
    },
    30_000,
  )
})
