/**
 * Lines as SVG paths of few letters, in whole units. What is large React sends after the rest of a page and shows 300
 * ms later, and only then may it be pointed at.
 */

/** Where the i-th point stands; its height is not finite where there is none. */
export type Place = (i: number) => readonly [left: number, top: number]

/** What lies farther outside is drawn there: a browser refuses a path with a number of 300 digits. */
const far = 1e6

/** A height that a browser can draw; NaN stays so. */
export function onPaper(top: number): number {
  return Math.min(Math.max(top, -far), far)
}

/** Through all points. */
export function linePath(count: number, place: Place): string {
  let path = ''
  let before: readonly [number, number] | null = null
  for (let i = 0; i < count; i++) {
    const next = place(i)
    if (!Number.isFinite(next[1])) {
      before = null
      continue
    }
    path += before ? moved(before, next) : `M${next[0]} ${next[1]}`
    before = next
  }
  return path
}

/** As few letters as tell it. */
function moved(before: readonly [number, number], [left, top]: readonly [number, number]): string {
  const up = top - before[1]
  return `l${left - before[0]}${up < 0 ? '' : ' '}${up}`
}

/** Units of a column. */
const columnWidth = 2

/** Through the lowest and the highest point of each column: of thousands no more can be seen. */
export function columnPath(count: number, place: Place): string {
  let path = ''
  /** Where the path ends; null where it is broken. */
  let end = null as { left: number; top: number } | null
  let column = null as { left: number; low: number; high: number } | null
  function close(): void {
    if (!column) return
    const { left, low, high } = column
    const isLowFirst = end !== null && Math.abs(low - end.top) < Math.abs(high - end.top)
    const [first, last] = isLowFirst ? [low, high] : [high, low]
    if (!end) path += `M${left} ${first}`
    else if (left - end.left > columnWidth) path += `L${left} ${first}`
    else path += `h${left - end.left}V${first}`
    if (last !== first) path += `V${last}`
    end = { left, top: last }
    column = null
  }
  for (let i = 0; i < count; i++) {
    const [right, top] = place(i)
    if (!Number.isFinite(top)) {
      close()
      end = null
      continue
    }
    const left = right - (right % columnWidth)
    if (column?.left !== left) {
      close()
      column = { left, low: top, high: top }
    }
    column.low = Math.min(column.low, top)
    column.high = Math.max(column.high, top)
  }
  close()
  return path
}
