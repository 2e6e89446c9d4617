import { describe, expect, it } from 'vitest'
import { scenarios } from '../../scripts/provoke/scenarios.ts'
import { alarms, answers, findingsOf } from '../../scripts/provoke/watched-training.ts'

/** Those of tables, which train in a second or two; `npm run provoke` does them all, over several seeds. */
const quick = scenarios.filter(({ options }) =>
  /^(penguins|penguin-sex|car-mileage)$/.test(String(options.task)),
)

describe('a real training', () => {
  it('is tried with many mistakes', () => expect(quick.length).toBeGreaterThanOrEqual(10))

  it.each(quick.map((scenario) => [scenario.title, scenario] as const))(
    'is judged rightly: %s',
    async (_title, scenario) => {
      const said = answers(scenario, await findingsOf(scenario, 0))
      const [first] = said.flatMap(({ causes }) => causes.slice(0, 1))
      expect(scenario.causes).toContain(first)
      expect(alarms(await findingsOf(scenario.twin, 0))).toEqual([])
    },
    30_000,
  )
})
