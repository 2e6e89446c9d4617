/** The rules as their reader sees them: the detectors of a series, and those of a whole run. Plain data. */
import type { Threshold } from './detector.ts'
import { detectors } from './index.ts'
import { type RuleWords, ruleWords } from './words/rules.ts'

export type Rule = RuleWords & { code: string; thresholds: Readonly<Record<string, Threshold>> }

/** Silence, which no point can tell, and steps that go back. */
const ofRuns = ['stalled', 'resumed'].map((code) => ({ code, thresholds: {} }))

export const rules: readonly Rule[] = [...detectors, ...ofRuns].map(({ code, thresholds }) => ({
  ...{ code, thresholds },
  ...wordsOf(code),
}))

function wordsOf(code: string): RuleWords {
  const words = ruleWords[code]
  if (!words) throw new Error(`The rule "${code}" has no words in words/rules.ts.`)
  return words
}
