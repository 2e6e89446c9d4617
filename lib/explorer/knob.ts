/** Which parameters of a loss can be turned by hand, and how far a slider goes. */
import type { LossId, Parameter } from '../losses/index.ts'
import { lossOf } from '../losses/index.ts'

export type Knob = { name: string; meaning: string } & (
  | { kind: 'number'; default: number; min: number; max: number; step: number }
  | { kind: 'flag'; default: boolean }
  | { kind: 'text'; default: string; example: string }
)

/** A slider of a parameter without an upper bound goes to this many times its default. */
const timesDefault = 4
const steps = 80

/** 0.05 for 0.0375, 2 for 1.7. */
function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  return Number(([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power)
}

function knobOf(name: string, parameter: Parameter): Knob | null {
  const { meaning } = parameter
  switch (parameter.kind) {
    case 'number': {
      const { default: usual, integer } = parameter
      // Of an index of a class, or of a guard of 1e-8 against division by zero, nothing can be seen.
      if ((integer && parameter.min === undefined) || (usual > 0 && usual < 1e-4)) return null
      const max = parameter.max ?? (usual > 0 ? timesDefault * usual : timesDefault)
      const low = parameter.min ?? 0
      const step = integer ? 1 : roundStep((max - low) / steps)
      return {
        kind: 'number',
        name,
        meaning,
        default: usual,
        min: low > 0 && low < step ? step : low,
        max,
        step,
      }
    }
    case 'flag':
      return { kind: 'flag', name, meaning, default: parameter.default }
    case 'terms':
      return { kind: 'text', name, meaning, default: '', example: '0.7*mse + 0.3*huber(delta=2)' }
    // A list has an entry for each class or output, and `choice` is decided by the stage for all losses at once.
    default:
      return null
  }
}

export function knobsOf(id: LossId): Knob[] {
  return Object.entries(lossOf(id).parameters).flatMap(([name, parameter]) => knobOf(name, parameter) ?? [])
}
