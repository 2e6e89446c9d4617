/** Other tools' own servers, in pinned versions, for a measurement beside this one. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal } from '../../lib/refusal.ts'
import { root } from '../../lib/root.ts'
import { temporaryFolder } from '../served.ts'

const pinned = ['mlflow==3.17.2', 'trackio==0.43.0', 'tensorboard==2.21.0']
const folder = join(root, 'node_modules', '.cache', 'lossglass', 'other-tools')
const startMs = 120_000

/** Of the tools' environment. */
export const python = join(folder, 'bin', 'python')

/** Installs them where they are not yet: some 600 MB below `node_modules`. */
export function installTools(): void {
  const stamp = join(folder, 'pinned.txt')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === pinned.join('\n')) return
  console.error(`Installing ${pinned.join(', ')} …`)
  mkdirSync(folder, { recursive: true })
  const run = (program: string, ...args: string[]) =>
    spawnSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
  if (!run('python3', '-c', 'import sys; sys.exit(sys.version_info < (3, 10))'))
    throw new Refusal(
      'cannot-start',
      'There is no python3 here, or an old one: install Python 3.10 or newer.',
    )
  if (!run('python3', '-m', 'venv', folder))
    throw new Refusal(
      'cannot-start',
      'Python cannot make a place for packages here: install its venv and pip.',
    )
  if (!run(python, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...pinned))
    throw new Refusal('cannot-start', `pip cannot install ${pinned.join(', ')}: it says above why.`)
  writeFileSync(stamp, pinned.join('\n'))
}

export type OtherServer = { url: string; close(): void }

/** Starts one in a folder of its own, and waits until it answers at this path. */
async function started(argsOf: (port: number, home: string) => string[], path: string): Promise<OtherServer> {
  const home = temporaryFolder()
  const port = await freePort()
  const child = spawn(python, argsOf(port, home), {
    cwd: home,
    env: {
      ...process.env,
      ...{ HOME: home, TRACKIO_DIR: home, TRACKIO_WRITE_TOKEN: 'any', HF_HUB_OFFLINE: '1' },
      ...{ MLFLOW_DISABLE_TELEMETRY: 'true', PATH: `${join(folder, 'bin')}:${process.env.PATH}` },
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

export function startMlflow(): Promise<OtherServer> {
  const place = (port: number) => ['--host', '127.0.0.1', '--port', String(port)]
  return started(
    (port, home) => [
      ...['-m', 'mlflow', 'server', ...place(port)],
      ...['--backend-store-uri', `sqlite:///${join(home, 'mlflow.db')}`],
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
