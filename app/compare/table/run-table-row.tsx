'use client'
import Link from 'next/link'
import { memo } from 'react'
import type { ComparedRun } from '../../../lib/compare/compared-run.ts'
import { percentText } from '../../../lib/compare/percent.ts'
import { fieldOf, isChosen } from '../../../lib/compare/run-fields.ts'
import type { ScoreRow } from '../../../lib/compare/score-rows.ts'
import type { FieldValue } from '../../../lib/query/index.ts'
import { FieldText } from '../../components/field-text.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import type { DrawnRun } from '../drawn-run.ts'
import type { ChangeAddress } from '../picture.ts'
import { Swatch, Trouble } from '../runs/swatch.tsx'

type Props = {
  drawn: DrawnRun
  compared: ComparedRun
  /** Its place among the columns of scores. */
  place: number
  columns: readonly string[]
  scores: ReadonlyMap<string, ScoreRow>
  /** Columns whose texts have quotes: in others of their cells the number, or the flag, reads the same. */
  mistakable: ReadonlySet<string>
  /** The run that the others are held against. */
  given: ComparedRun | null
  isPointed: boolean
  onPoint(id: string | null): void
  change: ChangeAddress
}

export const RunTableRow = memo(function RunTableRow(props: Props) {
  const { drawn, compared, place, columns, scores, mistakable, given, isPointed, onPoint, change } = props
  const isGiven = given?.run.id === drawn.id
  return (
    <tr data-run={drawn.id} data-pointed={isPointed} onPointerEnter={() => onPoint(drawn.id)}>
      <th className="cmp-first" scope="row">
        <span className="cmp-head">
          <Swatch hue={drawn.hue} />
          <Link href={`/runs/${drawn.id}`} title={drawn.label}>
            {drawn.label}
          </Link>
        </span>
        <span className="cmp-state">
          <StatusChip status={drawn.view.run.status} />
          <Trouble view={drawn.view} />
        </span>
      </th>
      {columns.map((name) => {
        const row = scores.get(name.replace(/@last$/, ''))
        const isBest = (name.endsWith('@last') ? row?.last : row?.best)?.[place]?.isBest ?? false
        const value = fieldOf(compared, name)
        return (
          <td key={name} className="cmp-cell">
            {isBest ? (
              <strong>
                <FieldText value={value} /> best
              </strong>
            ) : (
              <FieldText
                value={value}
                isQuoted={mistakable.has(name)}
                isChosen={isChosen(compared.run, name)}
              />
            )}
            {row && given && !isGiven && <Percent value={value} against={fieldOf(given, name)} />}
          </td>
        )
      })}
      <td>
        <button
          type="button"
          className="plain small"
          aria-pressed={isGiven}
          onClick={() => change({ baseline: isGiven ? null : drawn.id })}
        >
          {isGiven ? 'Baseline ✕' : 'Make baseline'}
        </button>
      </td>
    </tr>
  )
})

function Percent({ value, against }: { value: FieldValue; against: FieldValue }) {
  const text = percentText(value, against)
  return text === null ? null : <span className="cmp-remark">{text}</span>
}
