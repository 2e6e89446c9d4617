'use client'
import { useMemo } from 'react'
import {
  defaultGrouping,
  type Grouping,
  groupingFrom,
  groupingsOf,
  groupingText,
  groupsOf,
  type RunGroup,
} from '../../lib/compare/grouping.ts'
import { useSame } from '../components/use-same.ts'
import type { DrawnRun } from './drawn-run.ts'

const noGroups: readonly RunGroup[] = []

export type Groups = {
  /** The chosen one, else that which suits the runs. */
  grouping: Grouping
  /** Those that can be chosen. */
  groupings: readonly Grouping[]
  /** Drawn as one curve each; none where each run is drawn by itself. */
  groups: readonly RunGroup[]
  /** How the list of runs is divided: by loss where nothing is grouped. */
  sections: readonly RunGroup[]
}

/** How the runs of the page are grouped, of which `chosen` is what the address says. */
export function useGroups(all: readonly DrawnRun[], chosen: Grouping | null): Groups {
  const plain = useSame(all.map(({ view }) => view.run))
  const groupings = useMemo(() => groupingsOf(plain), [plain])
  const grouping = chosen ?? defaultGrouping(plain)
  const isGrouped = grouping.by !== 'none'
  const by = isGrouped ? groupingText(grouping) : 'loss'
  const sections = useMemo(() => groupsOf(plain, groupingFrom(by) ?? { by: 'loss' }), [plain, by])
  return { grouping, groupings, groups: isGrouped ? sections : noGroups, sections }
}
