import type { Annotation } from '../../../../lib/annotation.ts'
import type { StepMark } from '../../../components/chart/step-marks.ts'

/** Those of a step, as charts mark them. */
export function stepMarksOf(annotations: readonly Annotation[], chosen: string | null = null): StepMark[] {
  return annotations.flatMap(({ id, step, text }) =>
    step === null ? [] : [{ id, step, label: text, isChosen: id === chosen }],
  )
}
