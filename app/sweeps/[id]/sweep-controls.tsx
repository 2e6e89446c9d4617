import { type FormEvent, useState } from 'react'
import type { SweepDetail } from '../../../lib/sweep/detail.ts'
import { tallyOf } from '../../../lib/sweep/progress.ts'
import { freshSeeds } from '../../../lib/sweep/seeds.ts'
import { useAddressed } from '../../components/addressed.ts'
import { Command } from '../../components/command.tsx'
import { send } from '../../components/send.ts'

/** Stop and Go on, and what more may be trained. */
export function SweepControls({ detail, onDone }: { detail: SweepDetail; onDone(): void }) {
  const { sweep, state, trainings, needsTerminal } = detail
  const [isAsking, setAsking] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const resume = useAddressed(`npm run sweep -- --resume ${sweep.id}`)
  const { failed, stopped } = tallyOf(trainings)
  const path = `/api/sweeps/${sweep.id}`

  async function ask(...calls: readonly [path: string, body: object][]) {
    setAsking(true)
    let refused: string | null = null
    for (const [to, body] of calls) refused ??= await send('POST', `${path}/${to}`, body)
    setFault(refused)
    setAsking(false)
    onDone()
  }
  function addSeeds(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const count = Number(new FormData(event.currentTarget).get('count'))
    void ask(['seeds', { seeds: freshSeeds(sweep.plan.seeds, count) }], ['control', { action: 'go-on' }])
  }

  if (state === 'going-on' || state === 'stopping')
    return (
      <div className="row" data-needs="control">
        <button
          type="button"
          disabled={isAsking || state === 'stopping'}
          onClick={() => ask(['control', { action: 'stop' }])}
        >
          {state === 'stopping' ? 'Stopping …' : 'Stop'}
        </button>
        {fault && <span className="critical">{fault}</span>}
      </div>
    )
  if (needsTerminal)
    return (
      <p>
        It has data or a loss of your own, so it goes on in a terminal: <Command text={resume} />
      </p>
    )
  const again = failed + stopped
  return (
    <div className="row" data-needs="control">
      {state !== 'done' && (
        <button
          type="button"
          className="main"
          disabled={isAsking}
          onClick={() => ask(['control', { action: 'go-on' }])}
        >
          Go on
        </button>
      )}
      {again > 0 && (
        <button
          type="button"
          disabled={isAsking}
          onClick={() => ask(['control', { action: 'go-on', retryFailed: true }])}
        >
          Train the {again} that did not finish again
        </button>
      )}
      <form onSubmit={addSeeds} className="row">
        <label className="row">
          More seeds
          <input name="count" type="number" min={1} max={1000} defaultValue={5} required className="count" />
        </label>
        <button type="submit" disabled={isAsking}>
          Train them
        </button>
      </form>
      {fault && <span className="critical">{fault}</span>}
    </div>
  )
}
