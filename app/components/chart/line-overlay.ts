/** What stands over the lines of a run: reference heights, names at the ends, what is not finite, flags and evidence. */
import type { YScale } from '../../../lib/plot/y-scale.ts'
import type { Drawing } from './drawing.ts'
import type { DrawnEvidence } from './evidence-overlay.ts'
import type { Evidence, Flag, Reference, XAxis } from './line.ts'
import type { Overlay } from './overlay.ts'
import type { Palette } from './palette.ts'

type Parts = {
  palette: Palette
  scale: YScale
  x: XAxis
  hasEnds: boolean
  references: readonly Reference[]
  flags: readonly Flag[]
  /** The id of a flag. */
  chosenFlag: string | null
  evidence: Evidence | null
}

export function lineOverlay(
  { ends, marks, dots }: Drawing,
  { palette, scale, x, hasEnds, references, flags, chosenFlag, evidence }: Parts,
): Omit<Overlay, 'cross' | 'brush'> {
  return {
    ...{ palette, marks, dots },
    references: references.map(({ value, label }) => ({ y: scale.height(value), label })),
    ends: hasEnds ? ends : [],
    flags: flags.map((flag) => ({
      x: x.of(flag.step),
      until: flag.until === null ? null : x.of(flag.until),
      flag,
      isChosen: flag.id === chosenFlag,
    })),
    evidence: evidence && drawnEvidence(evidence, scale, x),
  }
}

function drawnEvidence({ levels, points, window }: Evidence, scale: YScale, x: XAxis): DrawnEvidence {
  return {
    levels: levels.map(({ value, label }) => ({ y: scale.height(value), label })),
    points: points.map(({ step, value, label }) => ({ x: x.of(step), y: scale.height(value), label })),
    window: window && { ...window, from: x.of(window.from), to: x.of(window.to) },
  }
}
