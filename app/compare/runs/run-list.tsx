'use client'
import { useRef } from 'react'
import type { RunGroup } from '../../../lib/compare/grouping.ts'
import type { DrawnRun } from '../drawn-run.ts'
import { faintRuns } from '../drawn-run.ts'
import type { ChangeAddress } from '../picture.ts'
import { RunGroupSection } from './run-group-section.tsx'

type Props = {
  runs: readonly DrawnRun[]
  /** The sections of the list. */
  groups: readonly RunGroup[]
  /** Whether runs have the colours of their groups. */
  isGrouped: boolean
  hidden: ReadonlySet<string>
  pointedAt: string | null
  onPoint(id: string | null): void
  change: ChangeAddress
}

/** With more runs than this the sections are folded at first. */
const mostUnfolded = 24

/** The runs by what they have in common, each with its colour, a switch, and a way out of the comparison. */
export function RunList({ runs, groups, isGrouped, hidden, pointedAt, onPoint, change }: Props) {
  const list = useRef<HTMLElement>(null)
  const byId = new Map(runs.map((run) => [run.id, run]))
  const faint = isGrouped ? new Set<string>() : faintRuns(runs.filter(({ id }) => !hidden.has(id)))
  const join = (ids: readonly string[]) => (ids.length ? ids.join() : null)

  function show(ids: readonly string[], isShown: boolean): void {
    const changed = new Set(ids)
    const left = runs.map(({ id }) => id).filter((id) => (changed.has(id) ? !isShown : hidden.has(id)))
    change({ hidden: join(left) })
  }
  function remove(id: string): void {
    const left = runs.map((run) => run.id).filter((one) => one !== id)
    onPoint(null)
    // The button that has the focus goes away.
    list.current?.focus()
    change({ runs: join(left), hidden: join(left.filter((one) => hidden.has(one))) })
  }
  return (
    <nav ref={list} tabIndex={-1} className="cmp-runs" aria-label="Runs compared">
      {groups.map((group, place) => (
        <RunGroupSection
          key={group.key}
          label={group.label}
          groupKey={group.key}
          place={isGrouped ? place : null}
          runs={group.ids.flatMap((id) => byId.get(id) ?? [])}
          isFoldedFirst={runs.length > mostUnfolded}
          {...{ hidden, faint, pointedAt, onPoint, show, remove }}
        />
      ))}
      {faint.size > 0 && (
        <p className="small soft cmp-runs-note">
          There are eight colours: a run whose colour is taken is drawn faint until it is pointed at.
        </p>
      )}
    </nav>
  )
}
