'use client'
import { memo, useLayoutEffect, useMemo, useRef } from 'react'
import { type AnsiStyle, ansiSpans, collapsed, plainStyle } from '../../../../lib/console/ansi.ts'
import type { ConsolePart } from '../../../../lib/console/console-lines.ts'
import { leftOut } from '../../../../lib/console/console-text.ts'

type Props = {
  parts: readonly ConsolePart[]
  /** Whether lines between them are told as left out. */
  hasGaps: boolean
}

/** Near the end a person counts as following it. */
const nearEnd = 12

/** Lines in a frame of their own, which follows their end unless somebody has scrolled up. */
export function ConsoleLines({ parts, hasGaps }: Props) {
  const frame = useRef<HTMLDivElement>(null)
  const follows = useRef(true)
  const rows = useMemo(() => rowsOf(parts, hasGaps), [parts, hasGaps])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows are what makes it longer
  useLayoutEffect(() => {
    if (frame.current && follows.current) frame.current.scrollTop = frame.current.scrollHeight
  }, [rows])
  return (
    <section
      ref={frame}
      className="console-lines"
      aria-label="Printed lines"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be within reach of the keyboard
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        follows.current = scrollHeight - scrollTop - clientHeight < nearEnd
      }}
    >
      {rows.map(({ key, text, from, isGap }) =>
        isGap ? (
          <p key={key} className="console-gap">
            {text}
          </p>
        ) : (
          <Line key={key} text={text} from={from} />
        ),
      )}
    </section>
  )
}

type Row = { key: string; text: string; from: AnsiStyle; isGap: boolean }

/** A colour goes on in the next line where it was not ended. */
function rowsOf(parts: readonly ConsolePart[], hasGaps: boolean): Row[] {
  const rows: Row[] = []
  let next = parts[0]?.first ?? 0
  for (const { first, lines } of parts) {
    let style = plainStyle
    if (hasGaps && first > next)
      rows.push({ key: `gap ${first}`, text: leftOut(first - next), from: plainStyle, isGap: true })
    for (const [i, line] of lines.entries()) {
      rows.push({ key: String(first + i), text: line, from: style, isGap: false })
      if (line.includes('\x1b')) style = ansiSpans(collapsed(line), style).style
    }
    next = first + lines.length
  }
  return rows
}

const Line = memo(function Line({ text, from }: { text: string; from: AnsiStyle }) {
  const { spans } = ansiSpans(collapsed(text), from)
  return (
    <p>
      {spans.map(({ text, style }, i) => {
        const name = classOf(style)
        return name === '' ? (
          text
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: a span is its place
          <span key={i} className={name}>
            {text}
          </span>
        )
      })}
    </p>
  )
})

function classOf({ colour, background, isBold, isFaint, isItalic, isUnderlined }: AnsiStyle): string {
  const names = [
    background ? `ansi-on-${background}` : colour && `ansi-${colour}`,
    isBold && 'ansi-bold',
    isFaint && !colour && !background && 'soft',
    isItalic && 'ansi-italic',
    isUnderlined && 'ansi-underlined',
  ]
  return names.filter(Boolean).join(' ')
}
