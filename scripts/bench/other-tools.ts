/** Other tools' own servers, in pinned versions, for a measurement beside this one. */
import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal } from '../../lib/refusal.ts'
import { pythonWith } from '../python.mjs'
import { temporaryFolder } from '../served.ts'

const startMs = 120_000

/** Of the tools' environment, which is installed where it is not yet: some 600 MB below `node_modules`. */
export const toolsPython = (): string => pythonWith('servers')

export type OtherServer = { url: string; close(): void }

/** Starts one in a folder of its own, and waits until it answers at this path. */
async function started(argsOf: (port: number, home: string) => string[], path: string): Promise<OtherServer> {
  const python = toolsPython()
  const home = temporaryFolder()
  const port = await freePort()
  const child = spawn(python, argsOf(port, home), {
    cwd: home,
    env: {
      ...process.env,
      ...{ HOME: home, TRACKIO_DIR: home, TRACKIO_WRITE_TOKEN: 'any', HF_HUB_OFFLINE: '1' },
      ...{ MLFLOW_DISABLE_TELEMETRY: 'true', PATH: `${dirname(python)}${delimiter}${process.env.PATH}` },
    },
    stdio: 'ignore',
    // A group of its own, as it starts processes that end with it.
    detached: true,
  })
  const url = `http://127.0.0.1:${port}`
  function close(): void {
    endGroup(child)
    rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
  for (const start = performance.now(); performance.now() - start < startMs; await sleep(200)) {
    if (child.exitCode !== null) break
    const isUp = await fetch(url + path)
      .then(({ ok }) => ok)
      .catch(() => false)
    if (isUp) return { url, close }
  }
  close()
  throw new Refusal('cannot-start', `The server of ${argsOf(port, home).join(' ')} does not answer.`)
}

function endGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended.
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

/** `database`: the address of another one than a SQLite file of its own. */
export function startMlflow(database?: string): Promise<OtherServer> {
  const place = (port: number) => ['--host', '127.0.0.1', '--port', String(port)]
  return started(
    (port, home) => [
      ...['-m', 'mlflow', 'server', ...place(port)],
      ...['--backend-store-uri', database ?? `sqlite:///${join(home, 'mlflow.db')}`],
      ...['--artifacts-destination', join(home, 'artifacts')],
    ],
    '/health',
  )
}

export function startTrackio(): Promise<OtherServer> {
  const show = (port: number) =>
    `import trackio; trackio.show(open_browser=False, block_thread=True, host='127.0.0.1', server_port=${port})`
  return started((port) => ['-c', show(port)], '/version')
}
