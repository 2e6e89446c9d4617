'use client'
import Link from 'next/link'
import { useRef } from 'react'
import { distinct } from '../../lib/compare/compared-run.ts'
import { lossText } from '../../lib/compare/trained-loss.ts'
import { toldOf } from '../../lib/detectors/words/told.ts'
import type { RunView } from '../../lib/run.ts'
import { StatusChip } from '../components/status-chip.tsx'
import { type DrawnRun, faintRuns } from './lines.ts'
import type { ChangeAddress } from './picture.ts'

type Props = {
  runs: readonly DrawnRun[]
  hidden: ReadonlySet<string>
  pointedAt: string | null
  onPoint(id: string | null): void
  change: ChangeAddress
}

/** The runs by loss, each with its colour, a switch, and a way out of the comparison. */
export function RunList({ runs, hidden, pointedAt, onPoint, change }: Props) {
  const list = useRef<HTMLElement>(null)
  const losses = distinct(runs.map(({ view }) => lossText(view.run.loss)))
  const faint = faintRuns(runs.filter(({ id }) => !hidden.has(id)))
  const join = (ids: readonly string[]) => (ids.length ? ids.join() : null)

  function turn(id: string): void {
    const left = runs.map((run) => run.id).filter((one) => hidden.has(one) !== (one === id))
    change({ hidden: join(left) })
  }
  function remove(id: string): void {
    const left = runs.map((run) => run.id).filter((one) => one !== id)
    onPoint(null)
    // The button that has the focus goes away.
    list.current?.focus()
    change({ runs: join(left), hidden: join(left.filter((one) => hidden.has(one))) })
  }
  return (
    <nav ref={list} tabIndex={-1} className="cmp-runs" aria-label="Runs compared">
      {losses.map((loss) => (
        <section key={loss} aria-label={loss}>
          <h2>{loss}</h2>
          <ul>
            {runs
              .filter(({ view }) => lossText(view.run.loss) === loss)
              .map((run) => (
                <li
                  key={run.id}
                  data-pointed={run.id === pointedAt}
                  data-hidden={hidden.has(run.id)}
                  onPointerEnter={() => onPoint(hidden.has(run.id) ? null : run.id)}
                  onPointerLeave={() => onPoint(null)}
                  onFocus={() => onPoint(hidden.has(run.id) ? null : run.id)}
                  onBlur={() => onPoint(null)}
                >
                  <input
                    type="checkbox"
                    aria-label={`Show ${run.label}`}
                    checked={!hidden.has(run.id)}
                    onChange={() => turn(run.id)}
                  />
                  <Swatch hue={run.hue} isFaint={faint.has(run.id)} />
                  <span className="cmp-name">
                    <Link className="cmp-link" href={`/runs/${run.id}`} title={run.label}>
                      {run.label}
                    </Link>
                    <span className="cmp-state">
                      <StatusChip status={run.view.run.status} />
                      <Trouble view={run.view} />
                    </span>
                  </span>
                  <button
                    type="button"
                    className="plain"
                    aria-label={`Remove ${run.label}`}
                    title="Remove from the comparison"
                    onClick={() => remove(run.id)}
                  >
                    ✕
                  </button>
                </li>
              ))}
          </ul>
        </section>
      ))}
      {faint.size > 0 && (
        <p className="small faint cmp-runs-note">
          There are eight colours: a run whose colour is taken is drawn faint until it is pointed at.
        </p>
      )}
    </nav>
  )
}

/** The colour of a run's lines. */
export function Swatch({ hue, isFaint = false }: { hue: number; isFaint?: boolean }) {
  return <i className="cmp-swatch" data-faint={isFaint} style={{ background: `var(--hue-${hue})` }} />
}

/** The severity of the open finding that speaks for a run; nothing while all is well. */
export function Trouble({ view }: { view: RunView }) {
  const told = toldOf(view.findings)
  return (
    told && (
      <span className={`small ${told.severity}`} title={told.title}>
        {told.severity}
      </span>
    )
  )
}
