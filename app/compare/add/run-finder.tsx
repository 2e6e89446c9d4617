'use client'
import { useEffect, useRef, useState } from 'react'
import { lossText } from '../../../lib/compare/trained-loss.ts'
import { formatWhole, plural } from '../../../lib/format.ts'
import type { RunSummary } from '../../../lib/summary/run-summary.ts'
import { QueryField } from '../../components/query-field.tsx'
import { useListFields } from '../../components/runs/use-list-fields.ts'
import { StatusChip } from '../../components/status-chip.tsx'
import { useDeletion } from '../../components/undo-bar.tsx'
import { useJson } from '../../components/use-json.ts'
import { useTyped } from '../../components/use-typed.ts'
import { mostRuns } from '../picture.ts'

type Props = {
  /** Ids of the runs that are compared already. */
  compared: readonly string[]
  onAdd(ids: readonly string[]): void
  /** In a dialog, which takes the focus and can be closed. */
  onClose?: () => void
}

type Found = { runs: RunSummary[]; total: number }

const mostShown = 20

/** Finds runs by words or a query, as the list does, and ticks those that are to be compared. */
export default function RunFinder({ compared, onAdd, onClose }: Props) {
  const [query, setQuery] = useState('')
  const [ticked, setTicked] = useState<readonly string[]>([])
  const typed = useTyped(setQuery)
  const fields = useListFields()
  const { hidden } = useDeletion()
  const field = useRef<HTMLInputElement>(null)
  const isInDialog = onClose !== undefined
  useEffect(() => {
    // A dialog that is opened again does so by itself.
    if (isInDialog) field.current?.focus()
  }, [isInDialog])
  const { value, fault } = useJson<Found>(
    `/api/runs?${new URLSearchParams({ q: query, limit: `${mostShown}` })}`,
  )
  const runs = value?.runs.filter(({ id }) => !hidden.includes(id)) ?? []
  const unseen = ticked.filter((id) => !runs.some((run) => run.id === id)).length
  const isTooMany = compared.length + ticked.length > mostRuns

  function tick(id: string, isTicked: boolean): void {
    setTicked(isTicked ? [...ticked, id] : ticked.filter((one) => one !== id))
  }
  return (
    <div className="cmp-finder">
      <QueryField
        known=""
        fields={fields.offered}
        label="Search the runs"
        placeholder="Words, or: loss = mse and lr < 0.01"
        onChange={typed.soon}
        onTaken={typed.now}
        onBegin={fields.read}
        field={field}
      />
      <ul aria-label="Runs found">
        {runs.map((run) => {
          const isCompared = compared.includes(run.id)
          return (
            <li key={run.id}>
              <label>
                <input
                  type="checkbox"
                  className="tick-box"
                  disabled={isCompared}
                  checked={isCompared || ticked.includes(run.id)}
                  onChange={({ target }) => tick(run.id, target.checked)}
                />
                <span className="cmp-found">{run.name}</span>
                <span className="small soft">
                  {isCompared && <b>already compared · </b>}
                  {run.project} · {lossText(run.loss)}
                </span>
                <StatusChip status={run.status} />
              </label>
            </li>
          )
        })}
      </ul>
      <p className="small soft" role="status">
        {fault ?? (value === null ? 'Searching …' : countOf(runs.length, value.total, query))}
        {unseen > 0 && ` ${plural(unseen, 'ticked run')} ${unseen === 1 ? 'is' : 'are'} not among these.`}
        {isTooMany && ` More than ${mostRuns} runs cannot be compared at once.`}
      </p>
      <div className="row cmp-finder-acts">
        <button
          type="button"
          className="main"
          disabled={ticked.length === 0 || isTooMany}
          onClick={() => {
            onAdd(ticked)
            setTicked([])
          }}
        >
          {`${compared.length > 0 ? 'Add' : 'Compare'} ${ticked.length > 0 ? plural(ticked.length, 'run') : 'ticked runs'}`}
        </button>
        {isInDialog && (
          <button type="button" onClick={onClose}>
            Cancel
          </button>
        )}
      </div>
    </div>
  )
}

function countOf(shown: number, total: number, query: string): string {
  if (total === 0 && query === '') return 'There are no runs yet.'
  if (total === 0) return 'No run is like that.'
  return total > shown
    ? `The newest ${shown} of ${formatWhole(total)} runs: more words find fewer.`
    : `${plural(shown, 'run')}.`
}
