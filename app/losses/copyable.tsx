'use client'
import { useState } from 'react'
import { useAddressed } from '../components/addressed.ts'
import { Code } from '../components/code.tsx'

/** How long the button says that it has copied. */
const thanksMs = 2000

/** Lines to copy: a command, a file. */
export function Copyable({ text: plain, label }: { text: string; label: string }) {
  const text = useAddressed(plain)
  const [said, setSaid] = useState<string | null>(null)
  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setSaid('Copied')
    } catch {
      setSaid('Select and copy it')
    }
    setTimeout(() => setSaid(null), thanksMs)
  }
  return (
    <div className="copyable">
      <Code>
        <code>{text}</code>
      </Code>
      <button type="button" className="plain small" onClick={copy} aria-label={`Copy ${label}`}>
        {said ?? 'Copy'}
      </button>
    </div>
  )
}
