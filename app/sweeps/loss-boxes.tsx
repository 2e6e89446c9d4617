import { useState } from 'react'
import { splitLosses } from '../../lib/sweep/split-losses.ts'

type Props = {
  losses: readonly { id: string; params: string }[]
  /** The one that is chosen at first. */
  first: string
  /** With what is chosen, as `huber(delta=1)`. */
  onChange(losses: readonly string[]): void
}

/** The losses that suit a task, to be chosen; of those with parameters these can be changed. */
export function LossBoxes({ losses, first, onChange }: Props) {
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map([[first, '']]))
  const [others, setOthers] = useState('')

  function tell(next: ReadonlyMap<string, string>, more: string): void {
    setChosen(next)
    setOthers(more)
    const named = losses
      .filter(({ id }) => next.has(id))
      .map(({ id }) => (next.get(id) ? `${id}(${next.get(id)})` : id))
    onChange([...named, ...splitLosses(more)])
  }

  function toggle(id: string): void {
    const next = new Map(chosen)
    if (!next.delete(id)) next.set(id, '')
    tell(next, others)
  }

  return (
    <fieldset className="loss-boxes">
      <legend>Losses</legend>
      {losses.map(({ id, params }) => (
        <div key={id}>
          <label>
            <input type="checkbox" checked={chosen.has(id)} onChange={() => toggle(id)} /> {id}
          </label>
          {chosen.has(id) && params && (
            <input
              className="loss-params"
              aria-label={`Parameters of ${id}`}
              placeholder={params}
              value={chosen.get(id)}
              autoComplete="off"
              onChange={(event) => tell(new Map(chosen).set(id, event.target.value.trim()), others)}
            />
          )}
        </div>
      ))}
      <label className="field">
        Others: sums, or one loss with several parameters
        <input
          placeholder="huber(delta=5), 0.7*mse + 0.3*mae"
          value={others}
          autoComplete="off"
          onChange={(event) => tell(chosen, event.target.value)}
        />
      </label>
    </fieldset>
  )
}
