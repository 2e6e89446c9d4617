'use client'
import { type FormEvent, useState } from 'react'
import type { AnnotationChanges } from '../../../../lib/annotation.ts'
import { limits } from '../../../../lib/limits.ts'

type Props = {
  first: { text: string; step: number | null }
  /** Null when it was taken, else why not. */
  save(said: Required<AnnotationChanges>): Promise<string | null>
  onDone(): void
}

/** What an annotation says, and at which step; an empty step is the whole run. */
export function AnnotationForm({ first, save, onDone }: Props) {
  const [text, setText] = useState(first.text)
  const [step, setStep] = useState(first.step === null ? '' : String(first.step))
  const [fault, setFault] = useState<string | null>(null)
  async function submit(event: FormEvent) {
    event.preventDefault()
    const failed = await save({ text, step: step === '' ? null : Number(step) })
    setFault(failed)
    if (failed === null) onDone()
  }
  return (
    <form
      className="annotation-form row small"
      onSubmit={submit}
      onKeyDown={(event) => event.key === 'Escape' && onDone()}
    >
      <input
        className="annotation-text"
        required
        maxLength={limits.annotationText}
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here
        autoFocus
        aria-label="What the annotation says"
        placeholder="learning rate lowered"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <label>
        at step{' '}
        <input
          className="annotation-step"
          type="number"
          min={0}
          max={Number.MAX_SAFE_INTEGER}
          placeholder="whole run"
          value={step}
          onChange={(event) => setStep(event.target.value)}
        />
      </label>
      <button type="submit">Save</button>
      <button type="button" className="plain" onClick={onDone}>
        Cancel
      </button>
      {fault && (
        <span role="alert" className="critical">
          {fault}
        </span>
      )}
    </form>
  )
}
