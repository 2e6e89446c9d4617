'use client'
import { useState } from 'react'
import { useAddressed } from './addressed.ts'
import { Code } from './code.tsx'

/** Code to paste, with the address of the server that this page came from. */
export function Snippet({ title, code: plain }: { title: string; code: string }) {
  const code = useAddressed(plain)
  const [copied, setCopied] = useState(false)
  async function copy() {
    await navigator.clipboard.writeText(code)
    setCopied(true)
    setTimeout(() => setCopied(false), 1500)
  }
  return (
    <figure className="snippet">
      <figcaption className="spread">
        <h2>{title}</h2>
        <button type="button" className="plain small" onClick={copy}>
          {copied ? 'Copied' : 'Copy'}
        </button>
      </figcaption>
      <Code>{code}</Code>
    </figure>
  )
}
