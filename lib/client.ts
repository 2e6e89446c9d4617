/**
 * Logs a training loop from any Node program. Nothing here waits for the network or throws because of it: values go out in the
 * background, are kept while the server is away (in memory, then in a file) and delivered when it is back.
 */
import { randomUUID } from 'node:crypto'
import { annotated } from './delivery/annotated.ts'
import { captureOutput } from './delivery/capture-output.ts'
import { createConsolePost } from './delivery/console-post.ts'
import { describedRun } from './delivery/described.ts'
import { goodValues } from './delivery/logged.ts'
import { createOutbox } from './delivery/outbox.ts'
import { programName } from './delivery/program-name.ts'
import { openSpool, spoolFileOf } from './delivery/spool.ts'
import type { Answer, Command } from './live/events.ts'
import { openSourceSocket } from './live/source-socket.ts'
import type { EndedStatus, RunDescription } from './run.ts'
import { sampleSystem } from './system/sampler.ts'

export type RunOptions = Partial<Omit<RunDescription, 'loss' | 'params'>> & {
  /** Anything: nested objects get dotted names, lists and null become texts. */
  params?: Readonly<Record<string, unknown>>
  /** 1 to 64 letters, digits, "_" or "-"; made up when left out. An id that exists goes on with that run. */
  id?: string
  /** The loss by its name, or with its parameters. */
  loss?: string | RunDescription['loss']
}

export type ClientOptions = {
  /** Address of the server; `LOSSGLASS_URL` or http://127.0.0.1:3000 when left out. */
  url?: string | undefined
  token?: string | undefined
  /** Where undelivered values are kept. */
  spoolFolder?: string | undefined
  /** Whether the machine is told of, as `system/cpu` …, every 15 seconds; true when left out. */
  system?: boolean | undefined
  /** Whether the console of the run has what this program prints from now on to its end; false when left out. */
  console?: boolean | undefined
  /** Called when a person asks for something on the page; the command counts as done when this returns. */
  onCommand?: ((command: Command) => void) | undefined
  /** Called with a sentence when the server refuses what was sent; by default it is printed. */
  onRefused?: ((message: string) => void) | undefined
}

export type RunLog = {
  readonly id: string
  /** True once somebody pressed Stop, or a policy of the server asks for it: leave the loop when you see it. */
  readonly stopRequested: boolean
  /** Why, in a sentence; null while nobody asks for it. */
  readonly stopReason: string | null
  /** Resolves with the server's first answer: whether it takes this run. Never rejects; stays pending while it is away. */
  readonly accepted: Promise<{ ok: true } | { ok: false; message: string }>
  /**
   * Values by name (`train/loss`, `val/accuracy` …) after `step` optimizer steps. NaN and ±Infinity are fine; null
   * and undefined are no value.
   */
  log(step: number, values: Readonly<Record<string, number | bigint | null | undefined>>): void
  /**
   * Says something at a step, "learning rate lowered by hand", which is drawn on the curves: at the last logged step
   * where none is given, of the whole run where it is null. 1 to 1,000 characters.
   */
  annotate(text: string, at?: { step?: number | null }): void
  /**
   * Prints to the console of the run: text with line breaks and, if you like, ANSI colours. What comes too fast loses
   * its middle.
   */
  console(text: string): void
  /**
   * Ends the run, as stopped where that was requested, and waits until all is delivered, ten seconds at most; tells
   * where the rest is kept, if any is left, and how many values or messages were refused.
   */
  finish(): Promise<Ended>
  end(ended: { status: EndedStatus; reason?: string; timeoutMs?: number }): Promise<Ended>
}

/**
 * `delivered` when the server has all but what was refused; `refused` counts values and fields that are none,
 * messages that it did not take, and values that got lost because the spool file was removed or damaged, or the disk
 * was full. `spoolFile` is where the rest is kept, null where nothing is left.
 */
export type Ended = { delivered: boolean; refused: number; spoolFile: string | null }

const closeTimeoutMs = 10_000
const heartbeatMs = 10_000
/** Different faults that are named; the others are only counted. */
const kindsSaid = 100

/**
 * Starts a run and returns at once, whether the server is there or not. What is wrong of its description is mended or
 * left out, and said so.
 */
export function startRun(options: RunOptions = {}, client: ClientOptions = {}): RunLog {
  const { run: described, faults } = describedRun(options)
  const id = described.id ?? randomUUID()
  const say = client.onRefused ?? ((message) => console.error(`Lossglass: ${message}`))
  const said = new Set<string>()
  let refused = 0
  /** Counts what is not taken; each kind is named once. */
  function onRefused(message: string, count = 1): void {
    refused += count
    if (said.has(message) || said.size >= kindsSaid) return
    said.add(message)
    say(message)
  }
  for (const fault of faults) onRefused(fault)
  const url = client.url ?? process.env.LOSSGLASS_URL ?? 'http://127.0.0.1:3000'
  const spool = openSpool(spoolFileOf(id, client.spoolFolder), url)
  // A server that cannot see this process knows by it that somebody still holds the file.
  const heartbeat = setInterval(spool.touch, heartbeatMs).unref()
  let stopReason: string | null = null
  let lastStep: number | null = null
  let settle: (answer: Awaited<RunLog['accepted']>) => void = () => {}
  const accepted = new Promise<Awaited<RunLog['accepted']>>((resolve) => {
    settle = resolve
  })

  const socket = openSourceSocket({
    url,
    token: (client.token ?? process.env.LOSSGLASS_TOKEN) || undefined,
    sourceId: randomUUID(),
    runId: id,
    onConnect: () => outbox.pump(),
    onTurnedAway: (why) => onRefused(why, 0),
    onCommand(command) {
      if (command.runId !== id) return
      if (command.action === 'stop') stopReason = command.reason
      client.onCommand?.(command)
      const { action, by } = command
      outbox.push({ type: 'control', runId: id, action, by, time: Date.now(), done: true })
    },
  })
  const outbox = createOutbox({
    spool,
    connected: socket.connected,
    async send(events): Promise<Answer | null> {
      const answer = await socket.send(events)
      if (answer?.ok) settle(answer)
      // A run that is not found is started once more: the answer to that counts.
      else if (answer && !answer.retry && answer.code !== 'not-found')
        settle({ ok: false, message: answer.message })
      return answer
    },
    onRefused,
  })

  const printed = createConsolePost({ runId: id, connected: socket.connected, send: socket.send })
  const stopCapture = client.console === true ? captureOutput(printed.print) : () => {}
  const stopSampling =
    client.system === false
      ? () => {}
      : sampleSystem({
          // A sample is of the step at which the training stands: before its first one there is none.
          isReady: () => lastStep !== null,
          onValues: (values) => outbox.pushPoint(id, lastStep ?? 0, values, Date.now()),
        })

  outbox.push({
    type: 'run-started',
    run: {
      ...{ source: 'client', ...described, id },
      // A name that was given before stays where the run goes on by its id.
      ...(described.name === undefined &&
        described.id === undefined && { name: `${programName()} ${id.slice(0, 4)}` }),
    },
    time: Date.now(),
  })

  async function end({ status, reason, timeoutMs = closeTimeoutMs }: Parameters<RunLog['end']>[0]) {
    stopSampling()
    stopCapture()
    for (const event of printed.close()) outbox.push(event)
    const why = reason === undefined ? {} : { reason }
    outbox.push({ type: 'run-ended', runId: id, status, time: Date.now(), ...why })
    const { delivered } = await outbox.close(timeoutMs)
    socket.close()
    clearInterval(heartbeat)
    return { delivered, refused, spoolFile: delivered ? null : spool.file }
  }

  return {
    id,
    get stopRequested() {
      return stopReason !== null
    },
    get stopReason() {
      return stopReason
    },
    accepted,
    log(step, values) {
      const { good, faults } = goodValues(step, values)
      for (const fault of faults) onRefused(fault)
      if (Object.keys(good).length === 0) return
      lastStep = step
      outbox.pushPoint(id, step, good, Date.now())
    },
    annotate(text, { step = lastStep } = {}) {
      const { annotation, faults } = annotated(text, step, Date.now())
      for (const fault of faults) onRefused(fault)
      if (annotation) outbox.push({ type: 'annotation', runId: id, ...annotation })
    },
    console: (text) => printed.print(String(text).replace(/\n?$/, '\n')),
    finish: () =>
      end(stopReason === null ? { status: 'finished' } : { status: 'stopped', reason: stopReason }),
    end,
  }
}
