'use client'
import { useState } from 'react'
import type { Annotation } from '../../../../lib/annotation.ts'
import type { Run } from '../../../../lib/run.ts'
import { placeOf } from '../../../../lib/summary/headline.ts'
import { LocalTime } from '../../../components/local-time.tsx'
import { send } from '../../../components/send.ts'
import { annotationDeletion, pathOf } from './annotation-deletion.ts'
import { AnnotationForm } from './annotation-form.tsx'

const authors: Record<Annotation['author'], string> = {
  page: 'on the page',
  program: 'by the program',
  api: 'by the API',
}

type Props = { annotation: Annotation; run: Run; onClose(): void }

/** An annotation in full, to be changed or deleted. */
export function AnnotationCard({ annotation, run, onClose }: Props) {
  const { id, step, time, text, author } = annotation
  const [isEdited, setEdited] = useState(false)
  if (isEdited)
    return (
      <AnnotationForm
        first={annotation}
        save={(said) => send('PATCH', pathOf(run.id, id), said)}
        onDone={() => setEdited(false)}
      />
    )
  return (
    <div className="annotation-card small">
      <p>{text}</p>
      <p className="soft row">
        <span>
          {step === null ? 'whole run' : placeOf(step, run)}, said {authors[author]},{' '}
          <LocalTime time={time} />
        </span>
        <button type="button" data-needs="control" className="plain" onClick={() => setEdited(true)}>
          Edit
        </button>
        <button
          type="button"
          data-needs="control"
          className="plain"
          onClick={() => {
            annotationDeletion.remove([pathOf(run.id, id)])
            onClose()
          }}
        >
          Delete
        </button>
        <button type="button" className="plain" onClick={onClose}>
          Close
        </button>
      </p>
    </div>
  )
}
