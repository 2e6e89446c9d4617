'use client'
import { useAddressed } from '../components/addressed.ts'
import { Code } from '../components/code.tsx'
import { Command } from '../components/command.tsx'
import { CopyButton } from '../components/copy-button.tsx'

/** Lines to copy: a command, a file. */
export function Copyable({ text: plain, label }: { text: string; label: string }) {
  const text = useAddressed(plain)
  return (
    <div className="copyable">
      <Code>
        <Command text={text} />
      </Code>
      <CopyButton text={text} label={`Copy ${label}`} className="plain small" />
    </div>
  )
}
