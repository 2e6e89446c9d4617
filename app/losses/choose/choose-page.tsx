'use client'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import type { Choice } from '../../../lib/chooser/index.ts'
import {
  adviseOn,
  fileCommand,
  type Situation,
  situationOf,
  taskCommand,
} from '../../../lib/chooser/index.ts'
import { useAddress } from '../../components/use-address.ts'
import { AdviceView } from './advice-view.tsx'
import { FileTarget, type FoundTarget } from './file-target.tsx'
import { Questions } from './questions.tsx'

/** A loss to begin with: from three answers, or from a file that never leaves the browser. */
export function ChoosePage() {
  const search = useSearchParams()
  const [, setAddress] = useAddress()
  const [situation, setSituation] = useState(() =>
    situationOf({
      target: search.get('target'),
      trouble: search.get('trouble'),
      labels: search.get('labels'),
    }),
  )
  const [found, setFound] = useState<FoundTarget | null>(null)
  function answer(changes: Partial<Situation>) {
    const next = situationOf({ ...situation, ...changes })
    setSituation(next)
    setAddress(next)
  }
  function find(next: FoundTarget | null) {
    setFound(next)
    if (next) answer(next.evidence.situation)
  }
  const commandOf = (choice: Choice) =>
    found ? fileCommand(choice, found.file, found.column) : taskCommand(choice)
  return (
    <main className="chooser">
      <h1>Choose a loss</h1>
      <FileTarget onFound={find} />
      <Questions situation={situation} onAnswer={answer} />
      <AdviceView advice={adviseOn(situation)} evidence={found?.evidence ?? null} commandOf={commandOf} />
    </main>
  )
}
