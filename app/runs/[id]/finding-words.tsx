import { doubtsOf } from '../../../lib/detectors/words/doubts.ts'
import { describeFinding } from '../../../lib/detectors/words/message.ts'
import { evidenceText, formatStep } from '../../../lib/detectors/words/numbers.ts'
import type { Finding, Run } from '../../../lib/run.ts'
import { placeOf } from '../../../lib/summary/headline.ts'
import type { Span } from '../../../lib/summary/outline.ts'

type Props = {
  finding: Finding
  /** The same with the numbers of now. */
  standing: Finding
  run: Run
  /** How far the series reaches that it was found in, where that is known. */
  span: Span | null
}

/** What happened, what speaks against it, and where. */
export function FindingWords({ finding, standing, run, span }: Props) {
  const { happened } = describeFinding(standing, run)
  const doubts = doubtsOf(finding, span, run)
  return (
    <>
      <p>{happened}</p>
      {doubts.length > 0 && (
        <ul className="doubts" aria-label="Doubts">
          {doubts.map((doubt) => (
            <li key={doubt}>{doubt}</li>
          ))}
        </ul>
      )}
      <p className="soft small">
        {finding.series}, from {placeOf(finding.step, run)}
        {/* An epoch is rounded: the step can be looked up in a log. */}
        {run.stepsPerEpoch !== null && `, ${formatStep(finding.step)}`}
      </p>
    </>
  )
}

/** The numbers that it went by, what usually causes it, and what to try. */
export function FindingEvidence({ standing, run }: Pick<Props, 'standing' | 'run'>) {
  const { usually, causes, suggestions } = describeFinding(standing, run)
  return (
    <>
      <dl className="evidence">
        {shownNumbers(standing).map(([name, value]) => (
          <div key={name}>
            <dt>{wordsOf(name)}</dt>
            <dd>
              {(Array.isArray(value) ? value : [value]).map((one) => evidenceText(name, one)).join(', ')}
            </dd>
          </div>
        ))}
      </dl>
      <p>{usually}</p>
      {causes.length > 0 && <p>Likely here: {causes.join(' ')}</p>}
      <ul className="suggestions">
        {suggestions.map((suggestion) => (
          <li key={suggestion}>{suggestion}</li>
        ))}
      </ul>
    </>
  )
}

/** That a count is exact, or what its words say of how it ended, is no evidence. */
const unshown: ReadonlySet<string> = new Set(['counted', 'stayed', 'worsened'])

function shownNumbers({ evidence }: Finding) {
  return Object.entries(evidence).filter(([name]) => !unshown.has(name))
}

/** `bestStep` → `best step` */
function wordsOf(name: string): string {
  return name.replace(
    /([a-z])([A-Z])/g,
    (_, before: string, after: string) => `${before} ${after.toLowerCase()}`,
  )
}
