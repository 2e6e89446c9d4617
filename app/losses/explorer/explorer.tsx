'use client'
import { useMemo } from 'react'
import { stages } from '../../../lib/explorer/stages.ts'
import type { LossId } from '../../../lib/losses/index.ts'
import { CurveCharts } from './curve-charts.tsx'
import { drawnLosses } from './drawn-loss.ts'
import { HeldSettings } from './held-settings.tsx'
import { Knobs } from './knobs.tsx'
import { LossSwitches } from './loss-switches.tsx'
import { Samples } from './samples.tsx'
import { useChoices } from './use-choices.ts'
import './explorer.css'

type Props = {
  stageId: string
  /** Switched on unless the address says otherwise. */
  usual: readonly LossId[]
}

/** Losses and their gradients along one axis, with what moves them; computed here by the library that trains. */
export function Explorer({ stageId, usual }: Props) {
  const stage = stages.find(({ id }) => id === stageId)
  if (!stage) throw new Error(`There is no stage ${stageId}.`)
  const [choices, change] = useChoices(stage, usual)
  const losses = useMemo(() => drawnLosses(stage, choices), [stage, choices])
  return (
    <div className="lx">
      <div className="lx-side">
        <LossSwitches stage={stage} losses={losses} onChange={(on) => change({ on })} />
        <Knobs losses={losses} knobs={choices.knobs} onChange={(knobs) => change({ knobs })} />
        <HeldSettings
          stage={stage}
          losses={losses}
          settings={choices.settings}
          onChange={(settings) => change({ settings })}
        />
      </div>
      <div className="lx-main">
        <CurveCharts stage={stage} losses={losses} />
        {stage.table && (
          <Samples
            stage={stage}
            table={stage.table}
            losses={losses}
            choices={choices}
            onChange={(rows) => change({ rows })}
          />
        )}
      </div>
    </div>
  )
}
