'use client'
import { useEffect, useRef, useState } from 'react'
import type { Run } from '../../../../lib/run.ts'
import { placeOf } from '../../../../lib/summary/headline.ts'
import { crossHair } from '../../../components/chart/cross-hair.ts'
import type { XAxis } from '../../../components/chart/line.ts'
import { send } from '../../../components/send.ts'
import { useKeys } from '../../../components/use-keys.ts'
import { AnnotationCard } from './annotation-card.tsx'
import { AnnotationForm } from './annotation-form.tsx'
import { AnnotationUndo } from './annotation-undo.tsx'
import { useAnnotations } from './annotations.tsx'
import { FlagRow } from './flag-row.tsx'
import './annotations.css'

type Props = {
  run: Run
  x: XAxis
  /** The steps that the curve shows, and those that it would show unzoomed. */
  range: readonly [number, number]
  whole: readonly [number, number]
}

/** What people and programs said, at the curve's steps, and the way to say more: at the step that was pointed at last. */
export function AnnotationRail({ run, x, range, whole }: Props) {
  const { all, chosen, choose } = useAnnotations()
  const [adding, setAdding] = useState<{ step: number | null } | null>(null)
  const pointedAt = useRef<number | null>(null)
  const opener = useRef<HTMLButtonElement>(null)
  useEffect(
    () =>
      crossHair.subscribe(() => {
        pointedAt.current = crossHair.get() ?? pointedAt.current
      }),
    [],
  )
  function add(): void {
    choose(null)
    setAdding({ step: Math.max(0, pointedAt.current ?? Math.floor(whole[1])) })
  }
  useKeys({
    a: (event) => {
      // Else the letter would be the first of the text.
      event.preventDefault()
      add()
    },
  })
  // At no step, or at one where the curve is not, or not yet.
  const placeless = all.filter(({ step }) => step === null || step < whole[0] || step > whole[1])
  const shown = all.find(({ id }) => id === chosen)
  return (
    <section className="annotations" aria-label="Annotations">
      <FlagRow {...{ all, x, range, chosen, choose }} wordsOf={(step) => placeOf(step, run)} />
      <div className="row small">
        <button
          ref={opener}
          type="button"
          data-needs="control"
          className="plain"
          onClick={add}
          title="Key: a"
        >
          Annotate
        </button>
        {placeless.map(({ id, step, text }) => (
          <button
            key={id}
            type="button"
            className="plain annotation-whole"
            aria-pressed={id === chosen}
            onClick={() => choose(id === chosen ? null : id)}
          >
            {step === null ? text : `${text} (${placeOf(step, run)})`}
          </button>
        ))}
        <AnnotationUndo />
      </div>
      {adding && (
        <AnnotationForm
          first={{ text: '', step: adding.step }}
          save={(said) => send('POST', `/api/runs/${run.id}/annotations`, { ...said, author: 'page' })}
          onDone={() => {
            setAdding(null)
            opener.current?.focus()
          }}
        />
      )}
      {shown && <AnnotationCard key={shown.id} annotation={shown} run={run} onClose={() => choose(null)} />}
    </section>
  )
}
