'use client'
import Link from 'next/link'
import { useState } from 'react'
import { describeFinding } from '../../../lib/detectors/words/message.ts'
import type { Finding, Run } from '../../../lib/run.ts'
import { placeOf } from '../../../lib/summary/headline.ts'
import type { Span } from '../../../lib/summary/outline.ts'
import { send } from '../../components/send.ts'
import { FindingEvidence, FindingWords } from './finding-words.tsx'
import { MuteRule } from './mute-rule.tsx'
import type { Mutes } from './use-mutes.ts'

type Props = {
  finding: Finding
  /** The same trouble in other series. */
  others: readonly Finding[]
  /** The same with the numbers of now. */
  standing: Finding
  run: Run
  /** How far the series reaches that it was found in, where that is known. */
  span: Span | null
  mutes: Mutes
  isChosen: boolean
  onChoose(id: string): void
}

/** A finding: its words, what speaks against it, its evidence, and what can be done about it. */
export function FindingItem(props: Props) {
  const { finding, others, standing, run, span, mutes, isChosen, onChoose } = props
  const { title } = describeFinding(standing, run)
  const isOver = finding.resolvedStep !== null
  return (
    <li
      id={`finding-${finding.id}`}
      className="finding"
      data-severity={isOver ? 'over' : finding.severity}
      data-chosen={isChosen}
    >
      <button
        type="button"
        className="plain finding-title"
        aria-pressed={isChosen}
        onClick={() => onChoose(finding.id)}
      >
        <span className={isOver ? 'faint' : finding.severity}>{finding.severity}</span> {title}
      </button>
      <FindingWords {...{ finding, standing, run, span }} />
      {others.map(({ id, series, step }) => (
        <button
          key={id}
          id={`finding-${id}`}
          type="button"
          className="plain soft small"
          onClick={() => onChoose(id)}
        >
          {series} too, from {placeOf(step, run)}
        </button>
      ))}
      <details open={isChosen}>
        <summary>Evidence, causes, what to try</summary>
        <FindingEvidence standing={standing} run={run} />
      </details>
      <div className="finding-acts">
        <Acknowledge trouble={[finding, ...others]} />
        <MuteRule code={finding.code} run={run} mutes={mutes} />
        <Link className="soft small" href={`/findings#${finding.code}`}>
          How this rule decides
        </Link>
      </div>
    </li>
  )
}

function Acknowledge({ trouble }: { trouble: readonly Finding[] }) {
  const [fault, setFault] = useState<string | null>(null)
  if (trouble.every(({ acknowledgedAt }) => acknowledgedAt !== null))
    return <span className="faint small">Acknowledged.</span>
  return (
    <>
      <button
        type="button"
        data-needs="control"
        className="plain small"
        onClick={async () => {
          const ids = trouble.map(({ id }) => encodeURIComponent(id))
          const faults = await Promise.all(ids.map((id) => send('POST', `/api/findings/${id}/acknowledge`)))
          setFault(faults.find((one) => one !== null) ?? null)
        }}
      >
        Acknowledge
      </button>
      {fault && <span className="critical small">{fault}</span>}
    </>
  )
}
