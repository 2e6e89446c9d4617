/** Which runs are drawn together: those of one loss, of one value of a parameter, or of one sweep. Pure. */
import type { Run } from '../run.ts'
import { distinct } from './compared-run.ts'
import { paramKey, paramOf, paramTexts } from './param-text.ts'
import { parameterRows } from './parameter-rows.ts'
import { lossKey, lossText } from './trained-loss.ts'

export type Grouping = { by: 'none' | 'loss' | 'sweep' } | { by: 'param'; name: string }

/** `label` is what its runs have in common. */
export type RunGroup = { key: string; label: string; ids: readonly string[] }

const paramPrefix = 'param:'

/** As the address says it: `none`, `loss`, `sweep` or `param:NAME`; null for anything else. */
export function groupingFrom(text: string | null): Grouping | null {
  if (text === 'none' || text === 'loss' || text === 'sweep') return { by: text }
  if (text === null || !text.startsWith(paramPrefix) || text === paramPrefix) return null
  return { by: 'param', name: text.slice(paramPrefix.length) }
}

export function groupingText(grouping: Grouping): string {
  return grouping.by === 'param' ? `${paramPrefix}${grouping.name}` : grouping.by
}

/** By loss where losses differ and one of them was trained with several seeds; else each run by itself. */
export function defaultGrouping(runs: readonly Run[]): Grouping {
  const seeds = new Map<string, Set<number>>()
  for (const { loss, seed } of runs) {
    const key = loss ? lossKey(loss) : ''
    const known = seeds.get(key) ?? new Set()
    seeds.set(key, seed === null ? known : known.add(seed))
  }
  const hasSeeds = [...seeds].some(([key, ofLoss]) => key !== '' && ofLoss.size > 1)
  return { by: seeds.size > 1 && hasSeeds ? 'loss' : 'none' }
}

/** The groups in the order in which their first runs come; one of all runs where they are not grouped. */
export function groupsOf(runs: readonly Run[], grouping: Grouping): RunGroup[] {
  const texts = grouping.by === 'param' ? paramTexts(runs.map((run) => paramOf(run, grouping.name))) : []
  const groups = new Map<string, { key: string; label: string; ids: string[] }>()
  for (const [i, run] of runs.entries()) {
    const [key, label] = placeOf(run, grouping, texts[i] ?? null)
    const group = groups.get(key) ?? { key, label, ids: [] }
    groups.set(key, group)
    group.ids.push(run.id)
  }
  return [...groups.values()]
}

function placeOf(run: Run, grouping: Grouping, text: string | null): [key: string, label: string] {
  switch (grouping.by) {
    case 'none':
      return ['', '']
    case 'loss':
      return [run.loss ? lossKey(run.loss) : '', lossText(run.loss)]
    case 'sweep':
      return [JSON.stringify(run.group), run.group ?? 'in no sweep']
    case 'param': {
      const value = paramOf(run, grouping.name)
      const label = text === null ? `no ${grouping.name}` : `${grouping.name} ${text === '' ? '""' : text}`
      return [value === null ? '' : paramKey(value), label]
    }
  }
}

/** What runs can be grouped by: whatever puts two of them apart and two together. */
export function groupingsOf(runs: readonly Run[]): Grouping[] {
  const named: Grouping[] = [{ by: 'loss' }, { by: 'sweep' }]
  const own = new Set(['loss', 'seed', 'project', 'group', 'tags'])
  const params = parameterRows(runs)
    .filter(({ name, differs }) => differs && !own.has(name))
    .map(({ name }): Grouping => ({ by: 'param', name }))
  return [...named, ...params].filter((grouping) => {
    const count = distinct(groupsOf(runs, grouping).map(({ key }) => key)).length
    return count > 1 && count < runs.length
  })
}
