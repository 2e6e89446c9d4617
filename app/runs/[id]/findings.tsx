'use client'
import { useState } from 'react'
import { describeFinding } from '../../../lib/detectors/message.ts'
import { formatNumber } from '../../../lib/format.ts'
import type { Finding, Run } from '../../../lib/run.ts'
import { placeOf } from '../../../lib/summary/headline.ts'
import { send } from '../../components/send.ts'

type Props = {
  findings: readonly Finding[]
  run: Run
  chosen: string | null
  onChoose(id: string | null): void
}

/** Findings shown at first; a run that goes wrong again and again has hundreds. */
const shownAtFirst = 12

/** What was found, newest first, each with its evidence. */
export function Findings({ findings, run, chosen, onChoose }: Props) {
  const [showsAll, setShowsAll] = useState(false)
  const newestFirst = findings.toReversed()
  const shown = showsAll ? newestFirst : newestFirst.filter(({ id }, i) => i < shownAtFirst || id === chosen)
  return (
    <section className="findings" aria-label="Findings">
      <h2>Findings</h2>
      {findings.length === 0 && <p className="soft small">Nothing to report so far.</p>}
      <ol>
        {shown.map((finding) => (
          <FindingItem
            key={finding.id}
            finding={finding}
            run={run}
            isChosen={finding.id === chosen}
            onChoose={() => onChoose(finding.id === chosen ? null : finding.id)}
          />
        ))}
      </ol>
      {shown.length < findings.length && (
        <button type="button" className="plain small" onClick={() => setShowsAll(true)}>
          Show {findings.length - shown.length} older
        </button>
      )}
    </section>
  )
}

type ItemProps = { finding: Finding; run: Run; isChosen: boolean; onChoose(): void }

function FindingItem({ finding, run, isChosen, onChoose }: ItemProps) {
  const { title, happened, usually, causes, suggestions } = describeFinding(finding)
  const isOver = finding.resolvedStep !== null
  return (
    <li
      id={`finding-${finding.id}`}
      className="finding"
      data-severity={isOver ? 'over' : finding.severity}
      data-chosen={isChosen}
    >
      <button type="button" className="plain finding-title" aria-pressed={isChosen} onClick={onChoose}>
        <span className={isOver ? 'faint' : finding.severity}>{isOver ? 'over' : finding.severity}</span>{' '}
        {title}
      </button>
      <p>{happened}</p>
      <p className="soft small">
        {finding.series}, from {placeOf(finding.step, run)}
      </p>
      <details open={isChosen}>
        <summary>Evidence, causes, what to try</summary>
        <dl className="evidence">
          {Object.entries(finding.evidence).map(([name, value]) => (
            <div key={name}>
              <dt>{wordsOf(name)}</dt>
              <dd>
                {Array.isArray(value)
                  ? value.map((one) => formatNumber(one)).join(', ')
                  : formatNumber(value)}
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
      </details>
      <Acknowledge finding={finding} />
    </li>
  )
}

function Acknowledge({ finding }: { finding: Finding }) {
  const [fault, setFault] = useState<string | null>(null)
  if (finding.acknowledgedAt !== null) return <p className="faint small">Acknowledged.</p>
  return (
    <p>
      <button
        type="button"
        className="plain small"
        onClick={async () =>
          setFault(await send('POST', `/api/findings/${encodeURIComponent(finding.id)}/acknowledge`))
        }
      >
        Acknowledge
      </button>
      {fault && <span className="critical small">{fault}</span>}
    </p>
  )
}

/** `bestStep` → `best step` */
function wordsOf(name: string): string {
  return name.replace(
    /([a-z])([A-Z])/g,
    (_, before: string, after: string) => `${before} ${after.toLowerCase()}`,
  )
}
