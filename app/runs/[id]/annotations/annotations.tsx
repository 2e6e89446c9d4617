'use client'
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react'
import {
  type Annotation,
  type AnnotationEvent,
  isAnnotationEvent,
  withAnnotation,
} from '../../../../lib/annotation.ts'
import { watch } from '../../../../lib/live/page-socket.ts'
import { ask } from '../../../components/ask.ts'
import { StepMarks } from '../../../components/chart/step-marks.ts'
import { annotationDeletion, pathOf } from './annotation-deletion.ts'
import { stepMarksOf } from './step-marks-of.ts'

export type Annotations = {
  /** By time, without those that are being deleted. */
  all: readonly Annotation[]
  chosen: string | null
  choose(id: string | null): void
}

const Context = createContext<Annotations>({ all: [], chosen: null, choose: () => {} })

export const useAnnotations = (): Annotations => useContext(Context)

type Props = { runId: string; first: readonly Annotation[]; children: ReactNode }

/** Keeps the annotations of a run true for all that shows them, and has them drawn on every chart within. */
export function AnnotationsOf({ runId, first, children }: Props) {
  const [stored, setStored] = useState(first)
  const [chosen, choose] = useState<string | null>(null)
  const { hidden } = useSyncExternalStore(
    annotationDeletion.subscribe,
    annotationDeletion.get,
    annotationDeletion.getOnServer,
  )
  useEffect(() => {
    /** What happened since the newest read began: it may not be in what is read. */
    let since: AnnotationEvent[] | null = null
    const stop = watch(
      { run: runId },
      {
        async onReady() {
          const missed: AnnotationEvent[] = []
          since = missed
          const read = await readAnnotations(runId).catch(() => null)
          if (since !== missed) return
          since = null
          if (read) setStored(missed.reduce<readonly Annotation[]>(withAnnotation, read))
        },
        onEvents(events) {
          const said = events.filter(isAnnotationEvent)
          since?.push(...said)
          if (said.length > 0) setStored((known) => said.reduce(withAnnotation, known))
        },
      },
    )
    return () => {
      since = null
      stop()
    }
  }, [runId])
  const all = useMemo(
    () => stored.filter(({ id }) => !hidden.includes(pathOf(runId, id))),
    [stored, hidden, runId],
  )
  const value = useMemo(() => ({ all, chosen, choose }), [all, chosen])
  const marks = useMemo(() => stepMarksOf(all, chosen), [all, chosen])
  return (
    <Context.Provider value={value}>
      <StepMarks.Provider value={marks}>{children}</StepMarks.Provider>
    </Context.Provider>
  )
}

async function readAnnotations(runId: string): Promise<Annotation[]> {
  const response = await ask(`/api/runs/${runId}/annotations`)
  if (!response.ok) throw new Error(`The annotations could not be read (${response.status}).`)
  return ((await response.json()) as { annotations: Annotation[] }).annotations
}
