'use client'
import { useState } from 'react'
import { plural } from '../../../lib/format.ts'
import { groupInk } from '../curves/curves-of.ts'
import type { DrawnRun } from '../drawn-run.ts'
import { RunItem } from './run-item.tsx'
import { Swatch } from './swatch.tsx'

/** Rows that one press of the button adds. */
const rowsAtOnce = 50

type Props = {
  label: string
  groupKey: string
  /** Its place among the groups, which gives its colour; null where each run has a colour of its own. */
  place: number | null
  runs: readonly DrawnRun[]
  isFoldedFirst: boolean
  hidden: ReadonlySet<string>
  faint: ReadonlySet<string>
  pointedAt: string | null
  onPoint(id: string | null): void
  show(ids: readonly string[], isShown: boolean): void
  remove(id: string): void
}

/** Runs that have something in common, with one switch for all of them. */
export function RunGroupSection(props: Props) {
  const { label, groupKey, place, runs, isFoldedFirst, hidden, faint, pointedAt, onPoint, show, remove } =
    props
  const [isFolded, setFolded] = useState(isFoldedFirst)
  const [rows, setRows] = useState(rowsAtOnce)
  const shown = runs.filter(({ id }) => !hidden.has(id)).length
  const ink = place === null ? null : groupInk(place)
  const left = runs.length - rows
  const point = (id: string | null) => onPoint(shown > 0 && ink ? id : null)
  return (
    <section aria-label={label} data-pointed={ink !== null && pointedAt === groupKey}>
      <div className="cmp-group">
        <input
          type="checkbox"
          className="tick-box pale"
          aria-label={`Show all of ${label}`}
          checked={shown > 0}
          ref={(box) => {
            if (box) box.indeterminate = shown > 0 && shown < runs.length
          }}
          onChange={() =>
            show(
              runs.map(({ id }) => id),
              shown < runs.length,
            )
          }
        />
        {ink && <Swatch hue={ink.hue} dash={ink.dash} />}
        <h2 onPointerEnter={() => point(groupKey)} onPointerLeave={() => point(null)}>
          {label}
        </h2>
        <button
          type="button"
          className="plain small"
          aria-expanded={!isFolded}
          aria-label={`${shown < runs.length ? `${shown} of ` : ''}${plural(runs.length, 'run')} of ${label}`}
          onFocus={() => point(groupKey)}
          onBlur={() => point(null)}
          onClick={() => setFolded(!isFolded)}
        >
          {shown < runs.length ? `${shown} of ${runs.length}` : runs.length} {isFolded ? '▸' : '▾'}
        </button>
      </div>
      {!isFolded && (
        <ul>
          {runs.slice(0, rows).map((run) => (
            <RunItem
              key={run.id}
              run={run}
              ink={ink ?? { hue: run.hue, dash: 0 }}
              isFaint={faint.has(run.id)}
              isHidden={hidden.has(run.id)}
              isPointed={run.id === pointedAt}
              {...{ onPoint, show, remove }}
            />
          ))}
        </ul>
      )}
      {!isFolded && left > 0 && (
        <button type="button" className="plain small" onClick={() => setRows(rows + rowsAtOnce)}>
          Show {Math.min(left, rowsAtOnce)} of {left} more runs
        </button>
      )}
    </section>
  )
}
