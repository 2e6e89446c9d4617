'use client'
import { useAddressed } from './addressed.ts'
import { Code } from './code.tsx'
import { CopyButton } from './copy-button.tsx'

/** Code to paste, with the address of the server that this page came from. */
export function Snippet({ title, code: plain }: { title: string; code: string }) {
  const code = useAddressed(plain)
  return (
    <figure className="snippet">
      <figcaption className="spread">
        <h2>{title}</h2>
        <CopyButton text={code} className="plain small" />
      </figcaption>
      <Code>{code}</Code>
    </figure>
  )
}
