/** Where a label hides nothing of the lines. Pure. */

export type Box = { left: number; top: number; width: number; height: number }
type Point = { x: number; y: number }

/** The first place that no line goes through, of those where nothing is written; else the first, as where none is blank. */
export function freePlace(
  places: readonly [Box, ...Box[]],
  lines: readonly (readonly Point[])[],
  written: readonly Box[] = [],
): Box {
  const blank = places.filter((place) => isBlank(place, written))
  return blank.find((box) => lines.every((line) => !crosses(line, box))) ?? blank[0] ?? places[0]
}

export function isBlank(place: Box, written: readonly Box[]): boolean {
  return !written.some((other) => overlaps(place, other))
}

/** A box, moved down until it covers nothing that is written. */
export function movedBelow(box: Box, written: readonly Box[]): Box {
  const other = written.find((one) => overlaps(box, one))
  return other ? movedBelow({ ...box, top: other.top + other.height }, written) : box
}

/** Heights from the top down, apart from each other: those raised that are below the bottom, and what is in their way. */
export function raised(tops: readonly number[], bottom: number, gap: number): number[] {
  const places = [...tops]
  let below = bottom + gap
  for (let i = places.length - 1; i >= 0; i--) {
    below = Math.min(places[i] as number, below - gap)
    places[i] = below
  }
  return places
}

function overlaps(a: Box, b: Box): boolean {
  return (
    a.left < b.left + b.width &&
    b.left < a.left + a.width &&
    a.top < b.top + b.height &&
    b.top < a.top + a.height
  )
}

/** Whether a line, of points by rising x and with gaps where y is NaN, goes through a box. */
export function crosses(line: readonly Point[], { left, top, width, height }: Box): boolean {
  const [right, bottom] = [left + width, top + height]
  for (let i = firstFrom(line, left) - 1; i < line.length; i++) {
    const a = line[i]
    if (!a) continue
    if (a.x > right) break
    if (a.x >= left && a.y >= top && a.y <= bottom) return true
    const b = line[i + 1]
    if (!b || b.x < left || Number.isNaN(a.y) || Number.isNaN(b.y)) continue
    const at = (x: number) => a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x)
    const [from, to] = b.x === a.x ? [a.y, b.y] : [at(Math.max(left, a.x)), at(Math.min(right, b.x))]
    if (Math.max(from, to) >= top && Math.min(from, to) <= bottom) return true
  }
  return false
}

function firstFrom(line: readonly Point[], x: number): number {
  let low = 0
  let high = line.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((line[middle] as Point).x < x) low = middle + 1
    else high = middle
  }
  return low
}

/** A text that is no wider than this many pixels, without its middle: names differ at their ends. */
export function fitted(text: string, width: number, measure: (text: string) => number): string {
  if (measure(text) <= width) return text
  const letters = [...text]
  for (let kept = letters.length - 1; kept > 1; kept--) {
    const head = Math.ceil(kept / 2)
    const short = `${letters.slice(0, head).join('')}…${letters.slice(letters.length - (kept - head)).join('')}`
    if (measure(short) <= width) return short
  }
  return '…'
}

/** Where the name of a line begins: at its end, or at the right edge where its end is not in the picture. */
export function leftOfName(
  end: { left: number; top: number },
  area: { top: number; right: number; bottom: number },
): number {
  const isShown = end.top >= area.top && end.top <= area.bottom
  return isShown ? Math.min(area.right, end.left) : area.right
}
