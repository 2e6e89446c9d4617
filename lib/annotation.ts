/**
 * An annotation: what a person or a program says at a step of a run, drawn on its curves. The noun, and what becomes
 * of a list of them.
 */

/** Who said it: a person on the page, the program that trains, or whoever called the API. */
export const annotationAuthors = ['page', 'program', 'api'] as const
export type AnnotationAuthor = (typeof annotationAuthors)[number]

export type Annotation = {
  /** Unique within its run. */
  id: string
  /** Null where it is of the whole run at that time. */
  step: number | null
  /** Milliseconds since 1970. */
  time: number
  text: string
  author: AnnotationAuthor
}

export type AnnotationChanges = Partial<Pick<Annotation, 'text' | 'step'>>

export type AnnotationEvent =
  | ({ type: 'annotation'; runId: string } & Annotation)
  | { type: 'annotation-edited'; runId: string; annotationId: string; changes: AnnotationChanges }
  | { type: 'annotation-deleted'; runId: string; annotationId: string }

/** The annotations after an event, by time; the same event applied again changes nothing. Pure. */
export function withAnnotation(known: readonly Annotation[], event: AnnotationEvent): readonly Annotation[] {
  switch (event.type) {
    case 'annotation': {
      const { id, step, time, text, author } = event
      if (known.some((one) => one.id === id)) return known
      return [...known, { id, step, time, text, author }].sort(byTime)
    }
    case 'annotation-edited':
      return known.map((one) => (one.id === event.annotationId ? { ...one, ...event.changes } : one))
    case 'annotation-deleted':
      return known.filter(({ id }) => id !== event.annotationId)
  }
}

function byTime(a: Annotation, b: Annotation): number {
  return a.time - b.time || (a.id < b.id ? -1 : 1)
}

export function isAnnotationEvent(event: { type: string }): event is AnnotationEvent {
  return event.type.startsWith('annotation')
}
