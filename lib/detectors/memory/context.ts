/** What surrounds the points of a series while it takes its turn. */
import type { Context } from '../detector.ts'
import type { Accuracy } from './accuracy.ts'
import type { RunFacts } from './facts.ts'
import { componentsOf, isLossBroken, type Roster, roleIn, type Traits, validationOf } from './roster.ts'
import type { SeriesWatch } from './series-watch.ts'
import type { Siblings } from './siblings.ts'

type Known = { facts: RunFacts; series: Roster; traits: Traits; accuracy: Accuracy }

/** Without what its twin and the run's companions tell, which move on as it does. */
export function contextOf(watch: Known, series: SeriesWatch, siblings: Siblings): Context {
  const role = roleIn(watch.series, series.name, watch.facts)
  return {
    facts: watch.facts,
    role,
    rows: series.rows,
    level: series.level,
    twin: null,
    twinRows: null,
    learningRate: null,
    gradientNorm: null,
    accuracy: watch.accuracy,
    reinforcement: watch.traits.reinforcement,
    siblings: siblings.get(series.name) ?? [],
    isSilenced: false,
    components: () => componentsOf(watch.series, role, watch.facts),
    isOfPairs: watch.traits.isOfPairs,
    validation: () => validationOf(watch.series, series.name),
    isLossBroken: () => isLossBroken(watch.series),
  }
}
