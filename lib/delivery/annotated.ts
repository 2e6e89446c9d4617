/** What a program says at a step, put into a form that a server takes: mended or left out, and said so. */
import { randomUUID } from 'node:crypto'
import type { Annotation } from '../annotation.ts'
import { limits } from '../limits.ts'
import { shown } from '../refusal.ts'
import { wholeText } from '../whole-text.ts'

/** Null where nothing can be made of it. Never throws. */
export function annotated(
  said: unknown,
  step: unknown,
  time: number,
): { annotation: Annotation | null; faults: string[] } {
  const faults: string[] = []
  if (typeof said !== 'string' || said.trim() === '') {
    faults.push(`An annotation is a text, not ${shown(said)}: it is left out.`)
    return { annotation: null, faults }
  }
  const text = wholeText(said.trim(), limits.annotationText)
  if (said.trim().length > limits.annotationText)
    faults.push(`An annotation has ${limits.annotationText} characters at most: the first are kept.`)
  const isStep = step === null || (Number.isSafeInteger(step) && (step as number) >= 0)
  if (!isStep)
    faults.push(
      `The step of an annotation is a whole number from 0 on, not ${shown(step)}: it is of the whole run.`,
    )
  const at = isStep ? (step as number | null) : null
  return { annotation: { id: randomUUID(), step: at, time, text, author: 'program' }, faults }
}
