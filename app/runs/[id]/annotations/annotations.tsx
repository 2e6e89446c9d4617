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
import { type Annotation, isAnnotationEvent, withAnnotation } from '../../../../lib/annotation.ts'
import { watch } from '../../../../lib/live/page-socket.ts'
import { StepMarks } from '../../../components/chart/step-marks.ts'
import { annotationDeletion, pathOf } from './annotation-deletion.ts'

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
    let isOver = false
    const stop = watch(
      { run: runId },
      {
        async onReady() {
          const read = await readAnnotations(runId).catch(() => null)
          if (read && !isOver) setStored(read)
        },
        onEvents(events) {
          const said = events.filter(isAnnotationEvent)
          if (said.length > 0) setStored((known) => said.reduce(withAnnotation, known))
        },
        onConnection() {},
      },
    )
    return () => {
      isOver = true
      stop()
    }
  }, [runId])
  const all = useMemo(
    () => stored.filter(({ id }) => !hidden.includes(pathOf(runId, id))),
    [stored, hidden, runId],
  )
  const value = useMemo(() => ({ all, chosen, choose }), [all, chosen])
  const marks = useMemo(
    () => all.flatMap(({ id, step }) => (step === null ? [] : [{ id, step, isChosen: id === chosen }])),
    [all, chosen],
  )
  return (
    <Context.Provider value={value}>
      <StepMarks.Provider value={marks}>{children}</StepMarks.Provider>
    </Context.Provider>
  )
}

async function readAnnotations(runId: string): Promise<Annotation[]> {
  const response = await fetch(`/api/runs/${runId}/annotations`)
  if (!response.ok) throw new Error(`The annotations could not be read (${response.status}).`)
  return ((await response.json()) as { annotations: Annotation[] }).annotations
}
