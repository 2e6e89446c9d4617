import Markdown from 'markdown-to-jsx/react'
import type { ReactNode } from 'react'
import { Code } from './code.tsx'
import { Sideways } from './sideways.tsx'

/** Text that people wrote as Markdown. HTML stays text, and pictures are links: no page asks another machine for anything. */
export function MarkdownText({ text }: { text: string }) {
  return (
    <Markdown
      options={{
        disableParsingRawHTML: true,
        forceBlock: true,
        overrides: {
          img: PictureLink,
          pre: Code,
          table: WideTable,
          a: { props: { rel: 'noreferrer', target: '_blank' } },
        },
      }}
    >
      {text}
    </Markdown>
  )
}

function WideTable({ children }: { children?: ReactNode }) {
  return (
    <Sideways what="Table of the notes">
      <table>{children}</table>
    </Sideways>
  )
}

function PictureLink({ src, alt }: { src?: string; alt?: string }) {
  return (
    <a href={src} rel="noreferrer" target="_blank">
      {alt || src}
    </a>
  )
}
