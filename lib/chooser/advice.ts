/** Which loss to begin with, why, and what to try when it does not do. */
import type { Advice } from './choice.ts'
import { classAdvice, labelAdvice, maskAdvice, yesNoAdvice } from './class-advice.ts'
import { numberAdvice } from './number-advice.ts'
import { boxAdvice, countAdvice, embeddingAdvice, orderAdvice, sampleAdvice } from './other-advice.ts'
import type { Situation, TargetAnswer } from './situation.ts'

const byTarget: Record<TargetAnswer, (situation: Situation) => Advice> = {
  number: numberAdvice,
  count: countAdvice,
  'yes-no': yesNoAdvice,
  class: classAdvice,
  labels: labelAdvice,
  mask: maskAdvice,
  box: boxAdvice,
  embedding: embeddingAdvice,
  order: orderAdvice,
  samples: sampleAdvice,
}

export function adviseOn(situation: Situation): Advice {
  return byTarget[situation.target](situation)
}
