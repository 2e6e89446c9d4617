import Markdown from 'markdown-to-jsx/react'

/** Text that people wrote as Markdown. HTML stays text, and pictures are links: no page asks another machine for anything. */
export function MarkdownText({ text }: { text: string }) {
  return (
    <Markdown
      options={{
        disableParsingRawHTML: true,
        forceBlock: true,
        overrides: { img: PictureLink, a: { props: { rel: 'noreferrer', target: '_blank' } } },
      }}
    >
      {text}
    </Markdown>
  )
}

function PictureLink({ src, alt }: { src?: string; alt?: string }) {
  return (
    <a href={src} rel="noreferrer" target="_blank">
      {alt || src}
    </a>
  )
}
