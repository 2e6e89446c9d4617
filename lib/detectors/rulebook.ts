/** The rules as their reader sees them: the detectors of a series, and those of a whole run. Plain data. */
import type { Detector, Threshold } from './detector.ts'
import { detectors } from './index.ts'
import { type RuleTest, ruleTests } from './words/rule-tests.ts'
import { type RuleWords, ruleWords } from './words/rules.ts'

export type Rule = RuleWords & { code: string; thresholds: Readonly<Record<string, Threshold>> }

/** What a rule is asked of: single values, the plot of the whole run in bins, both, or the run itself. */
export type AskedOf = 'values' | 'bins' | 'values and bins' | 'run'

/** A rule with all that is said of how it decides. */
export type ExplainedRule = Rule & RuleTest & { askedOf: AskedOf }

/** Silence, which no point can tell, and steps that go back. */
const ofRuns = ['stalled', 'resumed'].map((code) => ({ code, thresholds: {} }))

export const rules: readonly Rule[] = [...detectors, ...ofRuns].map(({ code, thresholds }) => ({
  ...{ code, thresholds },
  ...wordsOf(code, ruleWords),
}))

export const explainedRules: readonly ExplainedRule[] = rules.map((rule) => ({
  ...rule,
  ...wordsOf(rule.code, ruleTests),
  askedOf: askedOf(detectors.find(({ code }) => code === rule.code)),
}))

function wordsOf<Words>(code: string, all: Readonly<Record<string, Words>>): Words {
  const words = all[code]
  if (!words) throw new Error(`The rule "${code}" has no words in words/rules.ts or words/rule-tests.ts.`)
  return words
}

function askedOf(detector: Detector | undefined): AskedOf {
  if (!detector) return 'run'
  if (!detector.atBin) return 'values'
  return detector.atRow ? 'values and bins' : 'bins'
}
