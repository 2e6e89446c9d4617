'use client'
import type { Rows } from '../../lib/tabular/csv-text.ts'

type Props = {
  /** The file's name without its ending. */
  name: string
  /** What the rows are of, for the label of the buttons. */
  what: string
  rows(): Rows
}

/** Saves a table with all its digits. */
export function TableExport({ name, what, rows }: Props) {
  async function save(kind: 'csv' | 'json'): Promise<void> {
    const { csvText, jsonText } = await import('../../lib/tabular/csv-text.ts')
    const text = kind === 'csv' ? csvText(rows()) : jsonText(rows())
    saveFile(`${name}.${kind}`, new Blob([text], { type: kind === 'csv' ? 'text/csv' : 'application/json' }))
  }
  return (
    <span className="row small table-export">
      <button type="button" className="plain" onClick={() => save('csv')} aria-label={`${what} as CSV`}>
        CSV
      </button>
      <button type="button" className="plain" onClick={() => save('json')} aria-label={`${what} as JSON`}>
        JSON
      </button>
    </span>
  )
}

/** Hands a file to the browser's downloads. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download has begun by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
