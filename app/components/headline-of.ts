import type { HeadlineFacts, RunHeadline } from '../../lib/summary/headline.ts'
import { runHeadline } from '../../lib/summary/run-headline.ts'
import { attempt } from './panel-boundary.tsx'

/** The sentence on a run, or that there is none: no page is to fail by it. */
export function headlineOf(facts: HeadlineFacts, now: number): RunHeadline {
  const made = attempt(() => runHeadline(facts, now))
  return 'fault' in made
    ? { tone: 'quiet', text: `What to say of this run cannot be made out: ${made.fault}` }
    : made.value
}
