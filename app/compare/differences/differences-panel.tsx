'use client'
import { useState } from 'react'
import { overSeedsText } from '../../../lib/matrix/difference-words.ts'
import type { DifferingRuns } from '../../../lib/matrix/differing.ts'
import { useJson } from '../../components/use-json.ts'
import { DifferenceFigures } from './difference-figures.tsx'
import { ExampleSides, namesOf } from './example-sides.tsx'
import { strokeOf } from './figure.tsx'
import '../matrix/matrix.css'
import './differences.css'

/** Where models that were trained with different losses differ; it reads that by itself once it is opened. */
export function DifferencesPanel({ runs }: { runs: readonly string[] }) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <section className="cmp-section" aria-label="Where they differ">
      <div className="spread">
        <h2>Where they differ</h2>
        <button type="button" className="small" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? 'Hide' : 'Show errors, calibration and examples'}
        </button>
      </div>
      {isOpen && <Differences runs={runs} />}
    </section>
  )
}

function Differences({ runs }: { runs: readonly string[] }) {
  const [between, setBetween] = useState<[number, number]>([0, 1])
  const search = new URLSearchParams({
    ...{ runs: runs.join(), first: String(between[0]), second: String(between[1]) },
  })
  const { value, fault, isAsking } = useJson<{ differences: DifferingRuns }>(
    `/api/compare/differences?${search}`,
  )
  const found = value?.differences ?? null
  if (!found || fault || !found.judged)
    return (
      <p className="soft small" role="status">
        {fault ??
          (isAsking
            ? 'Reading the predictions …'
            : 'Errors of single rows are shown of runs that keep predictions of numbers or of classes.')}
      </p>
    )
  return (
    <>
      <Legend setups={found.setups} />
      <DifferenceFigures differences={found} />
      <Examples found={found} between={between} onChange={setBetween} />
    </>
  )
}

/** The setups with their strokes. */
export function Legend({ setups }: Pick<DifferingRuns, 'setups'>) {
  return (
    <ul className="row small dif-legend" aria-label="Setups">
      {setups.map(({ label, loss, calibration }, at) => (
        <li key={label}>
          <svg width="28" height="8" aria-hidden="true">
            <path d="M0 4h28" strokeWidth={2} {...strokeOf(at)} />
          </svg>{' '}
          {loss}
          {label !== loss && <span className="soft"> {label}</span>}
          {calibration && <span className="soft"> calibration error {overSeedsText(calibration.error)}</span>}
        </li>
      ))}
    </ul>
  )
}

type ExamplesProps = {
  found: DifferingRuns
  between: readonly [number, number]
  onChange(between: [number, number]): void
}

function Examples({ found, between, onChange }: ExamplesProps) {
  const { setups } = found
  if (setups.length < 2) return null
  const nameOf = namesOf(setups)
  const choice = (side: 0 | 1) => (
    <select
      aria-label={side === 0 ? 'One model' : 'The other model'}
      value={between[side]}
      onChange={(event) => {
        const chosen = Number(event.target.value)
        onChange(side === 0 ? [chosen, between[1]] : [between[0], chosen])
      }}
    >
      {setups.map(({ label }, at) => (
        <option key={label} value={at} disabled={at === between[1 - side]}>
          {nameOf(at)}
        </option>
      ))}
    </select>
  )
  return (
    <>
      <div className="row small dif-choice">
        <h3>Rows that they judge most differently</h3>
        {choice(0)} and {choice(1)}
      </div>
      <ExampleSides found={found} />
    </>
  )
}
