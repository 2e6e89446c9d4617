'use client'
import type { Rows } from '../../../lib/tabular/csv-text.ts'
import { useIsPaper } from './paper.ts'
import { saveFile } from './save-file.ts'

type Props = {
  /** The file's name without its ending. */
  name: string
  /** What the rows are of, for the label of the buttons. */
  what: string
  rows(): Rows
}

/** Saves a table with all its digits; nothing on paper. */
export function TableExport({ name, what, rows }: Props) {
  const isPaper = useIsPaper()
  async function save(kind: 'csv' | 'json'): Promise<void> {
    const { csvText, jsonText } = await import('../../../lib/tabular/csv-text.ts')
    const text = kind === 'csv' ? csvText(rows()) : jsonText(rows())
    saveFile(`${name}.${kind}`, new Blob([text], { type: kind === 'csv' ? 'text/csv' : 'application/json' }))
  }
  if (isPaper) return null
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
