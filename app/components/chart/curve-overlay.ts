/** What stands over the curves: names at their ends, and what is not finite. */
import type { YScale } from '../../../lib/plot/y-scale.ts'
import type { Curves } from './curve.ts'
import type { XAxis } from './line.ts'
import type { NonFiniteMark } from './non-finite-marks.ts'
import type { Overlay } from './overlay.ts'
import type { Palette } from './palette.ts'

type Parts = { palette: Palette; scale: YScale; x: XAxis; to: number; hasEnds: boolean }

/** Rows of marks; the curves after that share the last one. */
const mostRows = 4
/** Names that stand beside the picture. */
const mostEnds = 16

export function curveOverlay(
  { lines, bands, bad }: Curves,
  { palette, scale, x, to, hasEnds }: Parts,
): Omit<Overlay, 'cross' | 'brush'> {
  const colorOf = (hue: number) => palette.hues[hue % palette.hues.length] as string
  const rows = new Map<string, number>()
  const marks = bad.map(({ x: at, value, hue, label }): NonFiniteMark => {
    const row = rows.get(label) ?? Math.min(mostRows - 1, rows.size)
    rows.set(label, row)
    return { x: x.of(at), value, color: colorOf(hue), row, label }
  })
  const named = [
    ...bands.map(({ label, hue, band }) => ({ label, hue, xs: band.xs, values: band.middle })),
    ...lines.filter(({ isNamed }) => isNamed),
  ]
  const ends = named.slice(0, hasEnds ? mostEnds : 0).flatMap(({ label, hue, xs, values }) => {
    // A name stands where its curve leaves the picture.
    for (let i = xs.length - 1; i >= 0; i--) {
      const y = scale.height(values[i] as number)
      if ((xs[i] as number) <= to && Number.isFinite(values[i]) && Number.isFinite(y))
        return [{ x: x.of(xs[i] as number), y, label, color: colorOf(hue) }]
    }
    return []
  })
  return { palette, references: [], ends, marks, dots: [], flags: [], evidence: null }
}
