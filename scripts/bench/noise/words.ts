/** How shares and sizes are written. */
import type { NoiseOfRun } from './noises.ts'
import { type TroubleKind, troubles } from './troubles.ts'

export function percent(share: number): string {
  return Number.isNaN(share) ? '–' : `${Number((100 * share).toFixed(1))} %`
}

export function sizeText(kind: TroubleKind, size: number): string {
  const { sizedBy } = troubles[kind]
  return kind === 'diverged' ? `${size} ${sizedBy}` : `${percent(size)} ${sizedBy}`
}

export function noiseText({ kind, size, isProportional }: NoiseOfRun): string {
  return `${kind} ${percent(size)}${isProportional ? ' of the level' : ''}`
}
