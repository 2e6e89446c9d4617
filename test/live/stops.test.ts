import { expect, it } from 'vitest'
import type { Command } from '../../lib/live/events.ts'
import { createStops } from '../../lib/live/stops.ts'
import type { Run, RunEvent } from '../../lib/run.ts'
import { applyToRun } from '../../lib/run.ts'
import { started } from '../store/points.ts'

const asked = (time: number): RunEvent => ({
  ...{ type: 'control', runId: 'a', action: 'stop', by: 'page', reason: 'Enough.', time, done: false },
})
const after = (...events: RunEvent[]) => events.reduce<Run | null>(applyToRun, null)

function stopsOf(...events: RunEvent[]) {
  const state = { run: after(started('a'), ...events) }
  const stops = createStops(async (id) => (id === 'a' ? state.run : null))
  const connect = () => {
    const commands: Command[] = []
    const connection = { emit: (_event: 'command', command: Command) => void commands.push(command) }
    return { commands, tell: () => stops.tell(['a', 'unknown'], connection) }
  }
  return { state, connect }
}

const stop = { runId: 'a', action: 'stop', by: 'page', reason: 'Enough.' }

it('a stop is told once a connection, and to the next connection again', async () => {
  const { connect } = stopsOf(asked(1))
  const [first, second] = [connect(), connect()]
  await first.tell()
  await first.tell()
  expect(first.commands).toEqual([stop])
  await second.tell()
  expect(second.commands).toEqual([stop])
})

it('a stop that is asked for after the run has begun anew is told on the same connection', async () => {
  const { state, connect } = stopsOf(asked(1))
  const { commands, tell } = connect()
  await tell()
  state.run = after(
    started('a'),
    { type: 'run-ended', runId: 'a', status: 'stopped', time: 2 },
    started('a', {}, 3),
    asked(4),
  )
  await tell()
  expect(commands).toEqual([stop, stop])
})

it.each<[string, RunEvent[]]>([
  ['of which nothing is asked', []],
  ['that has ended', [asked(1), { type: 'run-ended', runId: 'a', status: 'finished', time: 2 }]],
  ['that is lost', [asked(1), { type: 'run-lost', runId: 'a', time: 2 }]],
])('no stop is told of a run %s', async (_which, events) => {
  const { commands, tell } = stopsOf(...events).connect()
  await tell()
  expect(commands).toEqual([])
})
