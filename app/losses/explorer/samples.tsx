'use client'
import { useMemo } from 'react'
import type { SampleTable, Stage } from '../../../lib/explorer/stage.ts'
import { type Choices, typedRows } from './choices.ts'
import type { DrawnLoss } from './drawn-loss.ts'
import { Plane } from './plane.tsx'
import { readSamples, sampleLosses } from './sample-cells.ts'
import { SampleRows } from './sample-rows.tsx'

type Props = {
  stage: Stage
  table: SampleTable
  losses: readonly DrawnLoss[]
  choices: Choices
  onChange(rows: string[][] | null): void
}

/** A few samples to change by hand, with what each costs. */
export function Samples({ stage, table, losses, choices, onChange }: Props) {
  const { rows, settings } = choices
  const typed = useMemo(() => rows?.map((row) => [...row]) ?? typedRows(stage), [rows, stage])
  const samples = readSamples(table, typed)
  const results = sampleLosses(stage, losses, samples.rows, settings)
  const faults = [samples.fault, ...results.map(({ fault }) => fault)].filter((fault) => fault !== null)
  function set(at: number, place: number, text: string) {
    onChange(typed.map((row, i) => (i === at ? row.map((cell, k) => (k === place ? text : cell)) : row)))
  }
  return (
    <section className="lx-samples" aria-label="Samples">
      <div className="spread">
        <h2>{table.isPlane ? 'Points to move' : 'A few samples to change'}</h2>
        {rows && (
          <button type="button" className="plain small" onClick={() => onChange(null)}>
            As at first
          </button>
        )}
      </div>
      <div className={table.isPlane ? 'lx-plane-layout' : undefined}>
        {table.isPlane && (
          <Plane
            table={table}
            rows={samples.rows}
            onMove={(at, x, y) =>
              onChange(typed.map((row, i) => (i === at ? [x.toFixed(2), y.toFixed(2)] : row)))
            }
          />
        )}
        <SampleRows
          table={table}
          typed={typed}
          losses={losses}
          results={results}
          onType={set}
          onChange={onChange}
        />
      </div>
      <p className="small critical lx-fault" role="alert">
        {faults[0] ?? ''}
      </p>
    </section>
  )
}
