/** A server of its own for a measurement, a picture or a test: another process, a new database in a temporary folder. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../lib/root.ts'

export type Served = {
  url: string
  /** Of its owner; empty where it wants none. */
  token: string
  /** Home of the server and of what it starts: the database, and undelivered values. */
  folder: string
  memoryMb(): number
  /** Ends the process at once, as a power cut would; the folder stays. */
  kill(): Promise<void>
  /** Kills it and removes the folder. */
  close(): Promise<void>
}

export type ServedOptions = {
  port?: number
  /** The folder of an earlier server, to go on with its database. */
  folder?: string
  /** Starts the first training when the database is empty. */
  hasDemo?: boolean
  /** The address of another database than a file in the folder; of a Redis beside it. */
  database?: string | undefined
  redis?: string | undefined
  /** A file that its process reads before anything else. */
  preload?: string | undefined
  /** That of its owner, where it wants one. */
  token?: string
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'lossglass-'))
}

export async function serve({
  port = 0,
  folder = temporaryFolder(),
  hasDemo = false,
  database = join(folder, 'lossglass.db'),
  redis,
  preload,
  token = '',
}: ServedOptions = {}): Promise<Served> {
  // As `npm start` does: a small young generation keeps the server's memory down by some 30 MB.
  const args = [
    ...(preload === undefined ? [] : ['--import', preload]),
    '--max-semi-space-size=4',
    'scripts/start.mjs',
    '--port',
    String(port),
    '--db',
    database,
    ...(redis === undefined ? [] : ['--redis', redis]),
  ]
  const child = spawn(process.execPath, [...args, ...(hasDemo ? [] : ['--no-demo'])], {
    cwd: root,
    env: { ...process.env, HOME: folder, USERPROFILE: folder, LOSSGLASS_TOKEN: token },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await addressOf(child)
  async function kill(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }
  return {
    ...{ url, token },
    folder,
    memoryMb: () => memoryOf(child.pid as number),
    kill,
    async close() {
      await kill()
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    },
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    child.stdout?.on('data', (chunk) => {
      output += chunk
      const url = /is at (http\S+)/.exec(output)?.[1]
      if (url) resolve(url)
    })
    child.on('exit', () => reject(new Error(`The server did not start: ${output}`)))
  })
}

/** Resident memory, from Linux's own accounting. */
function memoryOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
}
