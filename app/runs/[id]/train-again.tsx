'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { OptionsAgain } from '../../../lib/training/again.ts'
import { useStart } from '../../components/use-start.ts'

/** Trains once more what the run was trained with, on this machine, with the same seed or another. */
export function TrainAgain({ options }: { options: OptionsAgain }) {
  const router = useRouter()
  const [seed, setSeed] = useState(String(options.seed))
  const { isStarting, fault, start } = useStart('run', (id) => router.push(`/runs/${id}`))
  return (
    <form
      className="row train-again"
      onSubmit={(event) => {
        event.preventDefault()
        void start('/api/runs', { ...options, seed })
      }}
    >
      <button type="submit" disabled={isStarting}>
        {isStarting ? 'Starting …' : 'Train again'}
      </button>
      <label>
        seed{' '}
        <input
          inputMode="numeric"
          size={4}
          value={seed}
          onChange={({ currentTarget }) => setSeed(currentTarget.value)}
        />
      </label>
      {fault && <span className="critical">{fault}</span>}
    </form>
  )
}
