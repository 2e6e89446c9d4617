'use client'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import type { Finding, Run } from '../../../lib/run.ts'
import { type Bar, barWords, timelineOf } from '../../../lib/summary/timeline.ts'
import type { XAxis } from '../../components/chart/line.ts'
import { attempt } from '../../components/panel-boundary.tsx'

type Props = {
  findings: readonly Finding[]
  run: Run
  x: XAxis
  /** The last step of the run, and the steps that the curve shows. */
  until: number
  range: readonly [number, number]
  chosen: string | null
  onGo(finding: Finding): void
}

/** When each finding began, was raised and was over: under the curve, where it has these steps. */
export function Timeline({ findings, run, x, until, range, chosen, onGo }: Props) {
  const list = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState<string | null>(null)
  const rows = useMemo(() => {
    const timeline = attempt(() => timelineOf(findings, until))
    return 'fault' in timeline ? [] : timeline.value
  }, [findings, until])
  const inView = rows.map(({ series, lanes }) => ({
    series,
    lanes: lanes.map((lane) => lane.filter(({ from, to }) => from <= range[1] && to >= range[0])),
  }))
  const bars = inView.flatMap(({ lanes }) => lanes.flat().toSorted((a, b) => a.from - b.from))
  // One stop of the Tab key for all of them; the arrows go from one to the next.
  const stop = bars.find(({ finding }) => finding.id === at) ?? bars[0]
  function move(event: KeyboardEvent) {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (!by || !stop) return
    event.preventDefault()
    const next = bars[bars.indexOf(stop) + by]
    if (!next) return
    setAt(next.finding.id)
    list.current?.querySelector<HTMLElement>(`[data-finding="${CSS.escape(next.finding.id)}"]`)?.focus()
  }
  if (bars.length === 0) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is filled in
    <div ref={list} className="timeline" role="group" aria-label="Findings over time" onKeyDown={move}>
      {inView.map(
        ({ series, lanes }) =>
          lanes.flat().length > 0 && (
            <div key={series} className="timeline-row">
              <div className="timeline-lanes">
                {lanes.map((lane, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a lane is its place
                  <div key={i} className="timeline-lane">
                    {lane.map((bar) => (
                      <BarButton
                        key={bar.finding.id}
                        {...{ bar, run, x, range }}
                        isChosen={bar.finding.id === chosen}
                        isStop={bar === stop}
                        onGo={() => {
                          setAt(bar.finding.id)
                          onGo(bar.finding)
                        }}
                      />
                    ))}
                  </div>
                ))}
              </div>
              <span className="timeline-series" title={series}>
                {series}
              </span>
            </div>
          ),
      )}
    </div>
  )
}

type BarProps = {
  bar: Bar
  run: Run
  x: XAxis
  range: readonly [number, number]
  isChosen: boolean
  isStop: boolean
  onGo(): void
}

function BarButton({ bar, run, x, range: [first, last], isChosen, isStop, onGo }: BarProps) {
  const { finding, from, to, state } = bar
  const whole = x.of(last) - x.of(first) || 1
  const share = (step: number) => Math.min(1, Math.max(0, (x.of(step) - x.of(first)) / whole))
  const left = share(from)
  const width = share(to) - left
  const raised = width > 0 ? (share(finding.raisedStep) - left) / width : 0
  const words = barWords(bar, run)
  return (
    <button
      type="button"
      className="timeline-bar"
      data-finding={finding.id}
      data-severity={finding.severity}
      data-state={state}
      aria-pressed={isChosen}
      aria-label={words}
      title={words}
      tabIndex={isStop ? 0 : -1}
      style={{ left: `${100 * left}%`, width: `${100 * width}%` }}
      onClick={onGo}
    >
      {raised > 0.02 && raised < 1 && from >= first && to <= last && (
        <i style={{ left: `${100 * raised}%` }} aria-hidden="true" />
      )}
    </button>
  )
}
