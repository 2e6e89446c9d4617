/** A loss as it is recommended. */
import type { LossId } from '../losses/index.ts'

export type Choice = {
  loss: LossId
  params?: Readonly<Record<string, number>>
  /** Weights that make rare classes count as much as frequent ones. */
  balanced?: true
}

export type Advice = Choice & {
  /** Sentences. */
  because: string
  alternative: Choice & { when: string }
}
