import { describeFinding } from '../detectors/words/message.ts'
import { asItStands } from '../detectors/words/standing.ts'
import { type HeadlineFacts, headlineWith, type RunHeadline, standingOf } from './headline.ts'

/** The sentence that says whether a run is all right; `now` in ms since 1970. */
export function runHeadline(facts: HeadlineFacts, now: number): RunHeadline {
  return headlineWith(
    (finding) => describeFinding(asItStands(finding, facts.findings, standingOf(facts, now)), facts.run),
    facts,
    now,
  )
}
