/**
 * What a program prints, as lines that wait to be sent: bounded, so that one that prints without end harms nobody. What it prints
 * faster than it is sent loses its middle. Pure.
 */
import { limits } from '../limits.ts'
import { wholeText } from '../whole-text.ts'
import type { ConsolePart } from './console-lines.ts'

/** Bytes of lines that wait, half of them the first and half the last ones; each line counts as some more. */
const mostWaiting = 256 * 1024
const perLine = 32

export type LineBuffer = {
  /**
   * Text as it is printed: lines end with a line break, and what is written over after a carriage return is gone.
   * What is printed to several sources at once is put together for each by itself.
   */
  write(text: string, source?: string): void
  /** What waits, and forgets it: one part, or two with a gap. The line that is not ended yet goes with `isLast`. */
  take(isLast?: boolean): ConsolePart[]
  /** Makes a line of one that is not ended: a progress bar is seen while it grows. */
  snapshot(): void
}

/** What is printed of a line that has not ended. */
type OpenLine = { text: string; isWrittenOver: boolean }

export function createLineBuffer(most = mostWaiting): LineBuffer {
  const half = most / 2
  let count = 0
  let head: ConsolePart = { first: 0, lines: [] }
  let headSize = 0
  let tail: string[] = []
  let tailStart = 0
  let tailSize = 0
  const open = new Map<string, OpenLine>()

  function add(line: string): void {
    const printed = wholeText(line, limits.consoleLine)
    const size = printed.length + perLine
    count++
    if (tail.length === 0 && headSize + size <= half) {
      head.lines.push(printed)
      headSize += size
      return
    }
    tail.push(printed)
    tailSize += size
    while (tailSize > half && tailStart < tail.length - 1) {
      tailSize -= (tail[tailStart] as string).length + perLine
      tail[tailStart++] = ''
    }
    // Now and then, as taking one off the front of a list costs as much as the list is long.
    if (tailStart > 1000 && tailStart > tail.length / 2) {
      tail = tail.slice(tailStart)
      tailStart = 0
    }
  }

  return {
    write(text, source = '') {
      const line = open.get(source) ?? { text: '', isWrittenOver: false }
      open.set(source, line)
      let from = 0
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
        grow(line, text.slice(from, end))
        add(lastStateOf(line.text))
        line.text = ''
        line.isWrittenOver = false
        from = end + 1
      }
      grow(line, text.slice(from))
    },
    snapshot() {
      for (const line of open.values()) {
        if (line.isWrittenOver) add(lastStateOf(line.text))
        line.isWrittenOver = false
      }
    },
    take(isLast = false) {
      if (isLast) {
        for (const { text } of open.values()) if (text !== '') add(lastStateOf(text))
        open.clear()
      }
      const last = tail.slice(tailStart)
      const parts = [head, { first: count - last.length, lines: last }].filter(
        ({ lines }) => lines.length > 0,
      )
      head = { first: count, lines: [] }
      headSize = tailSize = tailStart = 0
      tail = []
      return parts
    },
  }
}

/** Adds what is printed up to a line break, or before one comes. */
function grow(line: OpenLine, piece: string): void {
  if (piece === '') return
  const text = line.text + piece
  const states = text.split('\r')
  const last = states.at(-1) as string
  if (last !== '' ? states.length > 1 : states.filter((state) => state !== '').length > 1)
    line.isWrittenOver = true
  // A return at the end writes over the line only when something follows: it may be the first half of a line break.
  line.text = last !== '' || states.length === 1 ? last : `${lastStateOf(text)}\r`
  if (line.text.length > limits.consoleLine) line.text = line.text.slice(0, limits.consoleLine)
}

/** The part behind the last carriage return that something follows; its own where none does. */
function lastStateOf(line: string): string {
  return line.split('\r').findLast((state) => state !== '') ?? ''
}
