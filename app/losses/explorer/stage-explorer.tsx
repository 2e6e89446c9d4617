'use client'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { lossesOn, stages } from '../../../lib/explorer/stages.ts'
import type { LossId } from '../../../lib/losses/index.ts'
import { useAddress } from '../../components/use-address.ts'
import { Explorer } from './explorer.tsx'

/** Losses switched on when a stage is opened. */
const atFirst = 3
const usual = new Map(stages.map((stage) => [stage.id, firstOn(stage.id)]))

function firstOn(stageId: string): readonly LossId[] {
  const stage = stages.find(({ id }) => id === stageId)
  return stage ? lossesOn(stage).slice(0, atFirst) : []
}

/** The explorer for any kind of loss. */
export function StageExplorer() {
  const search = useSearchParams()
  const [, setAddress] = useAddress()
  const asked = search.get('stage') ?? ''
  const [stageId, setStageId] = useState(usual.has(asked) ? asked : (stages[0]?.id ?? ''))
  function choose(id: string) {
    // The rest of the address speaks of the stage before.
    const gone = [...new URLSearchParams(window.location.search).keys()].map((name) => [name, null])
    setAddress({ ...Object.fromEntries(gone), stage: id })
    setStageId(id)
  }
  return (
    <>
      <label className="row small lx-stage">
        What is predicted
        <select value={stageId} onChange={(event) => choose(event.target.value)}>
          {stages.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <Explorer key={stageId} stageId={stageId} usual={usual.get(stageId) ?? []} />
    </>
  )
}
