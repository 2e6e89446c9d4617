'use client'
import Link from 'next/link'
import type { Advice, Choice, Evidence } from '../../../lib/chooser/index.ts'
import { lossOf } from '../../../lib/losses/index.ts'
import { Copyable } from '../copyable.tsx'

type Props = {
  advice: Advice
  /** What the data said, where there is a file. */
  evidence: Evidence | null
  /** Null where no task trains with it. */
  commandOf(choice: Choice): string | null
}

/** The loss to begin with, why, how to train with it, and what to try next. */
export function AdviceView({ advice, evidence, commandOf }: Props) {
  const { alternative } = advice
  return (
    <section className="advice" aria-live="polite" aria-labelledby="advice-title">
      <h2 id="advice-title">Begin with</h2>
      <p className="advice-loss" data-testid="advice">
        <LossName choice={advice} />
      </p>
      <p>{advice.because}</p>
      {evidence && (
        <ul className="sentences" aria-label="What the data say">
          {evidence.sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <Command text={commandOf(advice)} label="the command" />
      <h2>Instead</h2>
      <p>
        <LossName choice={alternative} />, when {alternative.when}
      </p>
      <Command text={commandOf(alternative)} label="the other command" />
    </section>
  )
}

function LossName({ choice: { loss, params = {}, balanced } }: { choice: Choice }) {
  const details = [
    ...Object.entries(params).map(([name, value]) => `${name} ${value}`),
    ...(balanced ? ['balanced class weights'] : []),
  ]
  return (
    <>
      <Link href={`/losses/${loss}`}>{lossOf(loss).title}</Link>
      {details.length > 0 && <span className="soft"> with {details.join(', ')}</span>}
    </>
  )
}

function Command({ text, label }: { text: string | null; label: string }) {
  if (text === null)
    return <p className="soft small">Two networks train in turns: log their losses from your own program.</p>
  return <Copyable text={text} label={label} />
}
