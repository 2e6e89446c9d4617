/** The process that trains one run. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../root.ts'

const script = join(root, 'dist', 'train.js')
const lastWordsKept = 2000

export type RunnerEnd = {
  /** Its exit code: 0 finished, 130 stopped; null where a signal or a fault ended it. */
  code: number | null
  /** What it said last on stderr, or how it ended: why the run failed where its values do not tell. */
  reason: string
}

export type RunnerProcess = {
  /** Asks it to end its run as stopped; what it logged is delivered. */
  stop(): void
  /** Resolves when it is gone. Never rejects. */
  ended: Promise<RunnerEnd>
}

/** Starts `npm run train` with these flags. Throws where no process can be started. */
export function startRunner(flags: readonly string[], token: string | undefined): RunnerProcess {
  const child = spawn(process.execPath, [script, ...flags], {
    cwd: root,
    env: { ...process.env, ...(token === undefined ? {} : { LOSSGLASS_TOKEN: token }) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let lastWords = ''
  child.stderr.on('data', (chunk) => {
    lastWords = `${lastWords}${chunk}`.slice(-lastWordsKept)
  })
  const ended = new Promise<RunnerEnd>((resolve) => {
    child.on('error', (error) => resolve({ code: null, reason: error.message }))
    child.on('exit', (code, signal) => {
      const said = lastWords.trim().split('\n').at(-1)
      resolve({ code, reason: said || `The runner ended with ${signal ?? `exit code ${code}`}.` })
    })
  })
  // Not SIGINT: of a terminal it has had that one already, and a second one would end it at once.
  return { stop: () => void child.kill('SIGTERM'), ended }
}
