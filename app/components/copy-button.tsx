'use client'
import { useState } from 'react'

/** How long the button says what became of it. */
const saidMs = 2000

/** Puts a text on the clipboard. Browsers give it to pages by HTTPS and of this machine only: elsewhere it says what to do. */
export function CopyButton({
  text,
  title = 'Copy',
  label,
  className,
}: {
  text: string
  title?: string | undefined
  /** For who hears the page, where the title does not say what is copied. */
  label?: string | undefined
  className?: string | undefined
}) {
  const [said, setSaid] = useState<string | null>(null)
  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setSaid('Copied')
    } catch {
      setSaid('Select and copy it')
    }
    setTimeout(() => setSaid(null), saidMs)
  }
  return (
    <button type="button" className={className} onClick={copy} aria-label={said ?? label}>
      {said ?? title}
    </button>
  )
}
