'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import type { TrainingChoices } from './start-dialog.tsx'

/** Loaded when it is wanted. */
const StartDialog = dynamic(() => import('./start-dialog.tsx').then((loaded) => loaded.StartDialog))

/** Opens the form that starts a real training on this machine. */
export function StartTraining({ choices, isMain }: { choices: TrainingChoices; isMain: boolean }) {
  const [asked, setAsked] = useState(0)
  return (
    <>
      <button
        type="button"
        data-needs="control"
        className={isMain ? 'main' : ''}
        onClick={() => setAsked(asked + 1)}
      >
        Start a training
      </button>
      {asked > 0 && <StartDialog choices={choices} asked={asked} />}
    </>
  )
}
