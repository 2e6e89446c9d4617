'use client'
import { useEffect, useRef, useState } from 'react'
import { watch } from '../../../lib/live/page-socket.ts'
import { fromJson } from '../../../lib/number.ts'
import { type RunEvent, runIdOf } from '../../../lib/run.ts'
import { applyToCells } from '../../../lib/sweep/cell.ts'
import type { SweepDetail } from '../../../lib/sweep/detail.ts'
import { sweepIdOf } from '../../../lib/sweep/sweep.ts'
import { ask } from '../../components/ask.ts'

/** The server may read the sweep before an event and deliver it after it: events younger than this are applied again. */
const recentMs = 5000

/** How often it is asked whether the sweep still goes on: of that alone no event tells. */
const laterMs = 3000
const soonMs = 500
/** After a training began or ended the sweep is read again, at most so often. */
const rereadMs = 700

/** The sweep, kept true by every event of its runs. */
export function useSweep(stored: SweepDetail): { detail: SweepDetail; reread(): void } {
  const [detail, setDetail] = useState(stored)
  const { id } = stored.sweep
  const rereading = useRef(() => {})

  useEffect(() => {
    let isOver = false
    let timer: ReturnType<typeof setTimeout> | null = null
    let recent: { at: number; events: readonly RunEvent[] }[] = []

    async function read(): Promise<void> {
      timer = null
      try {
        const response = await ask(`/api/sweeps/${id}`)
        if (!response.ok || isOver) return
        const read = fromJson(await response.text()) as SweepDetail
        const events = recent.filter(({ at }) => at > Date.now() - recentMs).flatMap((one) => one.events)
        const trainings = [...applyToCells(read.trainings, events, read.score)]
        if (!isOver) setDetail({ ...read, trainings })
      } catch {
        // The server is away: the next connect reads again.
      }
    }
    const readSoon = (ms: number) => {
      timer ??= setTimeout(read, ms)
    }
    rereading.current = () => readSoon(0)

    const stop = watch(
      { runs: true },
      {
        onReady: () => readSoon(0),
        onEvents(all) {
          const events = all.filter((event) => sweepIdOf(runIdOf(event)) === id)
          if (events.length === 0) return
          recent = [...recent.filter(({ at }) => at > Date.now() - recentMs), { at: Date.now(), events }]
          setDetail((known) => {
            const trainings = [...applyToCells(known.trainings, events, known.score)]
            return { ...known, trainings }
          })
          if (events.some(({ type }) => type.startsWith('run-'))) readSoon(rereadMs)
        },
      },
    )
    return () => {
      isOver = true
      if (timer) clearTimeout(timer)
      stop()
    }
  }, [id])
  const askMs = detail.state === 'stopping' ? soonMs : Math.max(laterMs, 5 * detail.trainings.length)
  useEffect(() => {
    const asking = setInterval(() => rereading.current(), askMs)
    return () => clearInterval(asking)
  }, [askMs])
  return { detail, reread: () => rereading.current() }
}
