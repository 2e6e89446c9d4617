/** What a run printed as plain text: what was left out is said in its place. Pure. */
import { formatWhole } from '../format.ts'
import type { ConsolePart } from './console-lines.ts'

/** `from`: the number of the first line that was asked for. */
export function consoleText(parts: readonly ConsolePart[], from = 0): string {
  let next = from
  const texts = parts.map(({ first, lines }) => {
    const gap = first > next ? `${leftOut(first - next)}\n` : ''
    next = first + lines.length
    return `${gap}${lines.join('\n')}\n`
  })
  return texts.join('')
}

export function leftOut(count: number): string {
  return `… ${formatWhole(count)} line${count === 1 ? '' : 's'} left out …`
}
