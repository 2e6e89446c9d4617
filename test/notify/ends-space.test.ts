/** Whatever happens to runs, in whatever order: no end is forgotten, and nobody is told of a run that goes on. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createEnds } from '../../lib/notify/ends.ts'
import type { RunEvent } from '../../lib/run.ts'

const sweep = 'sweep-0123abcd'
const ids = ['a', 'b', `${sweep}-000000000001`, `${sweep}-000000000002`]
type Deed = 'began' | 'heard' | 'finished' | 'failed' | 'stopped' | 'lost' | 'deleted'
const deeds: readonly Deed[] = ['began', 'heard', 'finished', 'failed', 'stopped', 'lost', 'deleted']

function eventOf(runId: string, deed: Deed): RunEvent {
  const time = 0
  switch (deed) {
    case 'began':
      return { type: 'run-started', run: { id: runId }, time }
    case 'heard':
      return { type: 'points', runId, series: [] }
    case 'lost':
      return { type: 'run-lost', runId, time }
    case 'deleted':
      return { type: 'run-deleted', runId }
    default:
      return { type: 'run-ended', runId, status: deed, time }
  }
}

/** How a run stands after a deed; as the recorder passes it on, only a lost run is back by its points. */
function after(standing: string, deed: Deed): string {
  if (deed === 'began') return 'live'
  if (deed === 'heard') return standing === 'lost' ? 'live' : standing
  return deed
}

it('tells of each run the end that it has come to, and of none that goes on', () => {
  const step = fc.record({
    id: fc.constantFrom(...ids),
    deed: fc.constantFrom(...deeds),
    waitMs: fc.constantFrom(0, 3000, 12_000, 70_000, 400_000),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let now = 0
      const ends = createEnds(
        () => now,
        () => true,
      )
      const standing = new Map<string, string>()
      const told = new Map<string, string>()
      function pass(ms: number): void {
        now += ms
        for (const { runId, ending } of ends.take()) {
          expect(standing.get(runId)).toBe(ending)
          told.set(runId, ending)
        }
      }
      for (const { id, deed, waitMs } of steps) {
        const next = after(standing.get(id) ?? 'live', deed)
        standing.set(id, next)
        if (next === 'live' || deed !== 'heard') told.delete(id)
        ends.hear([eventOf(id, deed)])
        pass(waitMs)
      }
      // Whatever still goes on ends too, as what went well in a sweep waits for it.
      for (const id of ids) if (standing.get(id) === 'live') ends.hear([eventOf(id, 'deleted')])
      for (let i = 0; i < 10; i++) pass(400_000)
      expect(ends.waiting()).toEqual([])
      for (const [id, how] of standing)
        if (how !== 'live' && how !== 'deleted') expect(told.get(id)).toBe(how)
    }),
    { numRuns: 500 },
  )
})
