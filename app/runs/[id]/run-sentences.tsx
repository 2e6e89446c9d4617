import { adviceOf } from '../../../lib/detectors/words/told.ts'
import { isLive } from '../../../lib/run.ts'
import type { RunHeadline } from '../../../lib/summary/headline.ts'
import type { KnownRun } from './use-known-run.ts'

type Props = { known: KnownRun; headline: RunHeadline }

/** What is to be said of a run first and, while it goes on, what to do about it. */
export function RunSentences({ known: { run, findings }, headline }: Props) {
  const advice = isLive(run) ? adviceOf(findings, run) : null
  return (
    <>
      <p className={`headline ${headline.tone}`} data-testid="headline">
        {headline.text}
      </p>
      {advice && (
        <p className="run-advice" data-testid="advice">
          {advice.cause !== null && `Likely: ${advice.cause} `}
          {advice.suggestion}
        </p>
      )}
    </>
  )
}
