'use client'
import { useState } from 'react'
import type { ComparedRun } from '../../../lib/compare/compared-run.ts'
import { type MetricChoice, metricChoice } from '../../../lib/compare/metric-choice.ts'
import { PanelBoundary } from '../../components/panel-boundary.tsx'
import { ParameterTable } from './parameter-table.tsx'
import type { RunColumnsProps } from './run-columns.tsx'
import { ScoreTable } from './score-table.tsx'

type Props = RunColumnsProps & { compared: readonly ComparedRun[]; choice: MetricChoice }

/** This many columns are read; more runs are better as rows. */
const mostColumns = 12
/** So few are shown without being asked for. */
const fewColumns = 6

/** A column for each run: everything that it reached and was trained with. */
export function SideBySide({ runs, compared, choice, pointedAt, onPoint }: Props) {
  const [isOpen, setOpen] = useState(runs.length <= fewColumns)
  const first = runs.slice(0, mostColumns)
  const firstCompared = compared.slice(0, mostColumns)
  const theirs = runs.length > mostColumns ? metricChoice(firstCompared) : choice
  return (
    <details
      className="cmp-section"
      open={isOpen}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>
        {runs.length > mostColumns ? `The first ${mostColumns} runs` : 'All runs'} side by side
      </summary>
      {isOpen && (
        <>
          <PanelBoundary what="The table of scores">
            <ScoreTable
              runs={first}
              compared={firstCompared}
              choice={theirs}
              pointedAt={pointedAt}
              onPoint={onPoint}
            />
          </PanelBoundary>
          <PanelBoundary what="The table of parameters">
            <ParameterTable runs={first} pointedAt={pointedAt} onPoint={onPoint} />
          </PanelBoundary>
        </>
      )}
    </details>
  )
}
