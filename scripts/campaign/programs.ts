/** Programs with the real client, each a process of its own; as many as wanted, whoever of them is killed or ends. */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Ended } from '../../lib/client.ts'
import { root } from '../../lib/root.ts'
import type { Entry } from './ledger.ts'
import { stepsOfRun } from './values.ts'

export type Programs = {
  /** kill -9 to one of them, by a number from 0 to 1. */
  kill(which: number): Promise<void>
  /** Lets those end that go on, and starts none; how many were killed, and how many said that values were refused. */
  end(): Promise<{ killed: number; refused: number }>
}

type Options = {
  url: string
  spoolFolder: string
  count: number
  pauseMs: number
  ledger: Map<string, Entry>
}

export function startPrograms({ url, spoolFolder, count, pauseMs, ledger }: Options): Programs {
  const running = new Map<ChildProcess, Promise<void>>()
  let started = 0
  let isEnding = false
  const tally = { killed: 0, refused: 0 }

  function start(): void {
    const id = `program-${started++}`
    const entry: Entry = { acknowledged: 0, sent: stepsOfRun }
    ledger.set(id, entry)
    const args = [join(root, 'dist', 'campaign-program.js'), url, id, spoolFolder, stepsOfRun, pauseMs]
    const child = spawn(process.execPath, args.map(String), { stdio: ['ignore', 'pipe', 'inherit'] })
    running.set(child, followed(child, entry))
  }

  async function followed(child: ChildProcess, entry: Entry): Promise<void> {
    let text = ''
    child.stdout?.on('data', (chunk) => {
      text += chunk
    })
    await new Promise((resolve) => child.once('close', resolve))
    running.delete(child)
    if (text) {
      const { delivered, refused } = JSON.parse(text) as Ended
      tally.refused += refused
      if (delivered) entry.acknowledged = stepsOfRun
    } else tally.killed++
    if (!isEnding) start()
  }

  for (let i = 0; i < count; i++) start()
  return {
    async kill(which) {
      const [child, ended] = [...running][Math.floor(which * running.size)] ?? []
      child?.kill('SIGKILL')
      await ended
    },
    async end() {
      isEnding = true
      await Promise.all(running.values())
      return tally
    },
  }
}
