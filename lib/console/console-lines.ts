/** What a run prints: numbered lines, of which the middle may be left out. The noun, and its numbers. Imports nothing. */

/** Lines that follow each other, from the line of this number on; the first line of a run is 0. */
export type ConsolePart = { first: number; lines: string[] }

export type ConsoleEvent = {
  type: 'console'
  runId: string
  lines: string[]
  /**
   * The process that printed them, and which of its lines is the first of these: what comes again is then known, and
   * what is missing counted. Null where nobody counts.
   */
  from: ConsoleFrom | null
  /** The number of the first line within the run: the recorder gives it. */
  at?: number
}

/** An event that has its place. */
export type PlacedLines = ConsoleEvent & { at: number }

export type ConsoleFrom = { stream: string; first: number }

/** How many lines a run has printed, with those that were left out, and which line of its newest streams comes next. */
export type ConsoleEnd = { next: number; streams: readonly (readonly [stream: string, next: number])[] }

export const noConsole: ConsoleEnd = { next: 0, streams: [] }

/** Streams that are remembered: a run that is resumed prints as another process. */
const streamsKept = 8

/** The event with its lines that are new, in their place; null where none is. Pure. */
export function numbered(event: ConsoleEvent, { next, streams }: ConsoleEnd): PlacedLines | null {
  const { from, lines } = event
  if (!from) return lines.length > 0 ? { ...event, at: next } : null
  const expected = streams.find(([stream]) => stream === from.stream)?.[1] ?? 0
  const known = Math.max(0, expected - from.first)
  if (known >= lines.length) return null
  return {
    ...event,
    lines: lines.slice(known),
    from: { ...from, first: from.first + known },
    // Lines that its program left out have their numbers too.
    at: next + Math.max(0, from.first - expected),
  }
}

/** Where the console ends after a numbered event. Pure. */
export function endAfter({ streams }: ConsoleEnd, { from, lines, at }: PlacedLines): ConsoleEnd {
  const next = at + lines.length
  if (!from) return { next, streams }
  const others = streams.filter(([stream]) => stream !== from.stream)
  return { next, streams: [...others, [from.stream, from.first + lines.length] as const].slice(-streamsKept) }
}

/** Parts with lines that came after them, the newest `most` of all. Lines that are there already change nothing. Pure. */
export function withLines(
  parts: readonly ConsolePart[],
  { at, lines }: { at: number; lines: string[] },
  most: number,
): readonly ConsolePart[] {
  const last = parts.at(-1)
  const next = last ? last.first + last.lines.length : 0
  const fresh = lines.slice(Math.max(0, next - at))
  if (fresh.length === 0) return parts
  const first = Math.max(at, next)
  const joined =
    last && first === next
      ? [...parts.slice(0, -1), { first: last.first, lines: [...last.lines, ...fresh] }]
      : [...parts, { first, lines: fresh }]
  return newest(joined, most)
}

function newest(parts: readonly ConsolePart[], most: number): ConsolePart[] {
  const kept: ConsolePart[] = []
  let room = most
  for (const { first, lines } of parts.toReversed()) {
    if (room <= 0) break
    const taken = lines.slice(-room)
    kept.unshift({ first: first + lines.length - taken.length, lines: taken })
    room -= taken.length
  }
  return kept
}

/** What the recorder has passed on has its place. */
export function placed({ at = 0, ...event }: ConsoleEvent): PlacedLines {
  return { ...event, at }
}
