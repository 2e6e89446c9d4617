'use client'
import { type Grouping, groupingText } from '../../../lib/compare/grouping.ts'
import type { XKind } from '../../../lib/compare/x-place.ts'
import { XSelect } from '../../components/chart/x-select.tsx'
import type { ChangeAddress, Picture } from '../picture.ts'

const overWords: Record<Picture['over'], string> = {
  mean: 'Mean, 95 % interval',
  median: 'Median, quartiles',
  all: 'All lines',
}

type Props = {
  grouping: Grouping
  /** What the runs can be grouped by. */
  groupings: readonly Grouping[]
  over: Picture['over']
  x: XKind
  canCountEpochs: boolean
  change: ChangeAddress
}

/** Which runs are drawn together, what stands for them, and what counts from left to right. */
export function GroupControls({ grouping, groupings, over, x, canCountEpochs, change }: Props) {
  const known = new Set(groupings.map(groupingText))
  const chosen = groupingText(grouping)
  const offered = known.has(chosen) || chosen === 'none' ? groupings : [...groupings, grouping]
  return (
    <>
      {offered.length > 0 && (
        <select
          aria-label="Group by"
          value={chosen}
          onChange={(event) => change({ group: event.target.value })}
        >
          <option value="none">Each run</option>
          {offered.map((one) => (
            <option key={groupingText(one)} value={groupingText(one)}>
              {groupingWords(one)}
            </option>
          ))}
        </select>
      )}
      {grouping.by !== 'none' && (
        <select
          aria-label="Shown of a group"
          value={over}
          onChange={({ target: { value } }) => change({ over: value === 'mean' ? null : value })}
        >
          {Object.entries(overWords).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      )}
      {/* Stretches of steps mean nothing by epoch or time. */}
      <XSelect {...{ x, canCountEpochs }} onChoose={(next) => change({ x: next, zoom: null })} />
    </>
  )
}

function groupingWords(grouping: Grouping): string {
  if (grouping.by === 'param') return `By ${grouping.name}`
  return grouping.by === 'loss' ? 'By loss' : 'By sweep'
}
