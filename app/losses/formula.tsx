import katex from 'katex'
import 'katex/dist/katex.min.css'

/** A formula in LaTeX, set on the server: HTML to see, MathML to be read aloud. A fault in it fails the page and its test. */
export function Formula({ latex }: { latex: string }) {
  const html = katex.renderToString(latex, {
    displayMode: true,
    output: 'htmlAndMathml',
    throwOnError: true,
  })
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: made by KaTeX from a constant of the library
    <div className="loss-formula scroll" dangerouslySetInnerHTML={{ __html: html }} />
  )
}
