'use client'
import { Fragment, type ReactNode } from 'react'
import { Sideways } from '../../components/sideways.tsx'
import type { DrawnRun } from '../drawn-run.ts'
import { Swatch, Trouble } from '../runs/swatch.tsx'

export type RunColumnsProps = {
  runs: readonly DrawnRun[]
  pointedAt: string | null
  onPoint(id: string | null): void
}

type Props = RunColumnsProps & {
  label: string
  /** Rows: two columns of names, then one for each run with `data-run`. */
  children: ReactNode
}

/** A table with a column for each run, which lights up where it is pointed at. */
export function RunColumns({ runs, pointedAt, onPoint, label, children }: Props) {
  function point(target: EventTarget): void {
    const cell = (target as HTMLElement).closest<HTMLElement>('[data-run]')
    onPoint(cell?.dataset.run ?? null)
  }
  return (
    <Sideways what={label} className="scroll cmp-scroll">
      <table
        className="cmp-table"
        aria-label={label}
        onPointerOver={(event) => point(event.target)}
        onPointerLeave={() => onPoint(null)}
      >
        <thead>
          <tr>
            <th className="cmp-first" colSpan={2} />
            {runs.map(({ id, label, hue, view }) => (
              <th key={id} scope="col" data-run={id} data-pointed={id === pointedAt}>
                <span className="cmp-head">
                  <Swatch hue={hue} />
                  <span title={label}>{label}</span>
                </span>
                <Trouble view={view} />
              </th>
            ))}
            <th className="cmp-rest" />
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </Sideways>
  )
}

/** A name that may break after its separators. */
export function BreakableName({ name }: { name: string }) {
  return name.split(/(?<=[/_.-])/).map((part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of a name may be equal and never move
    <Fragment key={at}>
      {part}
      <wbr />
    </Fragment>
  ))
}
