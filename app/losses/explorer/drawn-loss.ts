/** A loss that is switched on: its parameters as they are chosen, its curve, its colour. */
import { type Curve, curveOf } from '../../../lib/explorer/curve.ts'
import { knobsOf } from '../../../lib/explorer/knob.ts'
import type { Stage } from '../../../lib/explorer/stage.ts'
import { lossesOn } from '../../../lib/explorer/stages.ts'
import { type Loss, type LossId, type LossParams, lossOf, readParams } from '../../../lib/losses/index.ts'
import type { Choices } from './choices.ts'

export type DrawnLoss = {
  id: LossId
  loss: Loss
  hue: number
  /** Null where the chosen parameters are none that the loss accepts; `fault` says why. */
  drawn: { params: LossParams; curve: Curve } | null
  fault: string | null
}

/** Enough for a kink to look like one. */
export const curvePoints = 241

const hues = 8

/** A loss keeps its colour while it is shown; a second one that would have the same takes the next free one. */
function huesOf(stage: Stage, on: readonly LossId[]): Map<LossId, number> {
  const known = lossesOn(stage)
  const taken = new Map<LossId, number>()
  for (const id of on) {
    let hue = known.indexOf(id) % hues
    while ([...taken.values()].includes(hue) && taken.size < hues) hue = (hue + 1) % hues
    taken.set(id, hue)
  }
  return taken
}

function sentenceOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault)
}

export function drawnLosses(stage: Stage, { on, knobs, settings }: Choices): DrawnLoss[] {
  const colours = huesOf(stage, on)
  return on.map((id) => {
    const loss = lossOf(id)
    const base = { id, loss, hue: colours.get(id) ?? 0 }
    const given = knobsOf(id).flatMap(({ name }) => {
      const text = knobs[`${id}.${name}`]
      return text === undefined || text === '' ? [] : [[name, text]]
    })
    try {
      const params = readParams(loss, { ...Object.fromEntries(given), ...ownParams(stage, settings) })
      const curve = curveOf(stage, loss, { params, settings, points: curvePoints })
      return { ...base, drawn: { params, curve }, fault: faultOf(stage, loss, curve) }
    } catch (fault) {
      return { ...base, drawn: null, fault: sentenceOf(fault) }
    }
  })
}

function ownParams(stage: Stage, settings: Choices['settings']): Readonly<Record<string, string>> {
  return stage.params?.(settings) ?? {}
}

function faultOf(stage: Stage, loss: Loss, { xs }: Curve): string | null {
  return xs.length
    ? null
    : `${loss.title} takes none of the values that are set for ${stage.title.toLowerCase()}.`
}
