import Link from 'next/link'
import type { Cell } from '../../../lib/sweep/cell.ts'
import { settingTitle } from '../../../lib/sweep/words.ts'

type Props = { cells: readonly Cell[]; hasRates: boolean }

/** Why trainings failed; those of one setting with one reason together. */
export function Failures({ cells, hasRates }: Props) {
  const groups = new Map<string, Cell[]>()
  for (const cell of cells) {
    if (cell.status !== 'failed') continue
    const key = `${settingTitle(cell, hasRates)} ${cell.reason}`
    groups.set(key, [...(groups.get(key) ?? []), cell])
  }
  if (groups.size === 0) return null
  return (
    <section aria-labelledby="failures">
      <h2 id="failures">Failed</h2>
      <ul className="failures">
        {[...groups].map(([key, [first, ...others]]) => (
          <li key={key}>
            {first && settingTitle(first, hasRates)},{' '}
            {[first as Cell, ...others].map(({ runId, seed }) => (
              <span key={runId}>
                <Link href={`/runs/${runId}`}>seed {seed}</Link>{' '}
              </span>
            ))}
            – {first?.reason ?? 'No reason was given.'}
          </li>
        ))}
      </ul>
    </section>
  )
}
