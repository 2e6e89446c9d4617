'use client'
import Link from 'next/link'
import { useState } from 'react'
import { doubtsOf } from '../../../lib/detectors/words/doubts.ts'
import { describeFinding } from '../../../lib/detectors/words/message.ts'
import { formatNumber } from '../../../lib/format.ts'
import type { Finding, Run } from '../../../lib/run.ts'
import { placeOf } from '../../../lib/summary/headline.ts'
import type { Span } from '../../../lib/summary/outline.ts'
import { send } from '../../components/send.ts'
import { MuteRule } from './mute-rule.tsx'
import type { Mutes } from './use-mutes.ts'

type Props = {
  finding: Finding
  /** The same with the numbers of now. */
  standing: Finding
  run: Run
  /** How far the series reaches that it was found in, where that is known. */
  span: Span | null
  mutes: Mutes
  isChosen: boolean
  onChoose(): void
}

/** A finding: its words, what speaks against it, its evidence, and what can be done about it. */
export function FindingItem({ finding, standing, run, span, mutes, isChosen, onChoose }: Props) {
  const { title, happened, usually, causes, suggestions } = describeFinding(standing)
  const isOver = finding.resolvedStep !== null
  const doubts = doubtsOf(finding, span, run.plannedSteps)
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
      {doubts.length > 0 && (
        <ul className="doubts" aria-label="Doubts">
          {doubts.map((doubt) => (
            <li key={doubt}>{doubt}</li>
          ))}
        </ul>
      )}
      <p className="soft small">
        {finding.series}, from {placeOf(finding.step, run)}
      </p>
      <details open={isChosen}>
        <summary>Evidence, causes, what to try</summary>
        <dl className="evidence">
          {shownNumbers(standing).map(([name, value]) => (
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
      <div className="finding-acts">
        <Acknowledge finding={finding} />
        <MuteRule code={finding.code} run={run} mutes={mutes} />
        <Link className="soft small" href={`/findings#${finding.code}`}>
          How this rule decides
        </Link>
      </div>
    </li>
  )
}

function Acknowledge({ finding }: { finding: Finding }) {
  const [fault, setFault] = useState<string | null>(null)
  if (finding.acknowledgedAt !== null) return <span className="faint small">Acknowledged.</span>
  return (
    <>
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
    </>
  )
}

/** That a count is exact is no evidence. */
function shownNumbers({ evidence }: Finding) {
  return Object.entries(evidence).filter(([name]) => name !== 'counted')
}

/** `bestStep` → `best step` */
function wordsOf(name: string): string {
  return name.replace(
    /([a-z])([A-Z])/g,
    (_, before: string, after: string) => `${before} ${after.toLowerCase()}`,
  )
}
