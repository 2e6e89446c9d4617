/** Every value that gives something away, from the guides and from the losses themselves, by rising value. */
import { guideOf } from '../../../lib/losses/guides/index.ts'
import { type LossId, lossIds, lossOf, readParams } from '../../../lib/losses/index.ts'

export type ValueRow = { loss: LossId; value: number; origin: string; meaning: string }

const classCounts = [2, 3, 10, 100, 1000]

function chanceRows(id: LossId): ValueRow[] {
  const loss = lossOf(id)
  return classCounts.flatMap((classes) => {
    const value = loss.chanceLevel?.({ classes }, readParams(loss)) ?? null
    if (value === null) return []
    const meaning = `Chance with ${classes} classes: where training begins, and where it stays without any signal.`
    return [{ loss: id, value, origin: `ln ${classes}`, meaning }]
  })
}

export function tellingValues(): ValueRow[] {
  const fromGuides = lossIds.flatMap((loss) =>
    (guideOf(loss).tellingValues ?? []).map((told) => ({ loss, ...told })),
  )
  return [...fromGuides, ...chanceRows('cross-entropy')].sort((a, b) => a.value - b.value)
}
