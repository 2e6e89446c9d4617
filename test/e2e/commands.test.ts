import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../../lib/root.ts'
import { openConnection } from '../../lib/store/sqlite/connection.ts'
import { type Served, serve } from '../../scripts/served.ts'
import { ownFolder } from '../own-folder.ts'
import { getJson } from './pages.ts'

const folder = ownFolder()
let server: Served
beforeAll(async () => {
  server = await serve()
})
afterAll(async () => {
  await server?.close()
})

type Ended = { status: number | null; stdout: string; stderr: string }

function command(args: string[], { cwd = root, env = {} } = {}): Promise<Ended> {
  const surroundings = { ...process.env, HOME: folder, LOSSGLASS_TOKEN: '', ...env }
  const child = spawn(process.execPath, args, { cwd, env: surroundings, timeout: 60_000 })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  return new Promise((resolve) =>
    child.once('close', (status) => resolve({ status, stdout, stderr: stderr.trim() })),
  )
}
const start = (...args: string[]) => command(['scripts/start.mjs', '--no-demo', ...args])
const train = (...args: string[]) => command(['scripts/run.mjs', 'train', ...args])

function isOneSentence(text: string): boolean {
  return text.length > 0 && !text.includes('\n') && !/\bat .*:\d+:\d+/.test(text)
}

describe('npm start', () => {
  it('says in a sentence that the port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as { port: number }
    const { status, stderr } = await start('--port', String(port), '--db', join(folder, 'a.db'))
    other.close()
    expect(status).toBe(1)
    expect(stderr).toBe(
      `Port ${port} is in use: stop the program that uses it, or choose another with --port ${port + 1}.`,
    )
  })

  it('refuses a database that is none, and one that is newer than the code', async () => {
    const text = join(folder, 'text.db')
    writeFileSync(text, 'this is no database, and it is long enough to be read as one'.repeat(100))
    const none = await start('--port', '0', '--db', text)
    expect(none.status).toBe(1)
    expect(none.stderr).toContain('cannot be opened')
    expect(isOneSentence(none.stderr)).toBe(true)

    const newer = join(folder, 'newer.db')
    const connection = openConnection(newer)
    connection.exec('CREATE TABLE _prisma_migrations (id TEXT, migration_name TEXT)')
    connection.exec(`INSERT INTO _prisma_migrations VALUES ('1', '9999_later')`)
    connection.close()
    const refused = await start('--port', '0', '--db', newer)
    expect(refused.status).toBe(1)
    expect(refused.stderr).toContain('made by a newer Lossglass')
    expect(isOneSentence(refused.stderr)).toBe(true)
  })

  it.each([
    [['--port', 'eighty'], 'A port is a whole number from 0 to 65535, not "eighty".'],
    [['--prot', '3000'], "Unknown option '--prot': the flags are "],
    [['lossglass.db'], "Unexpected argument 'lossglass.db': the flags are "],
    [['--port', '--db'], "Option '--port' argument is ambiguous: the flags are "],
    [['--host', '0.0.0.0', '--port', '0'], 'set LOSSGLASS_TOKEN'],
    [['--public-url', 'lab'], '--public-url takes an address such as https://lab.example.org/lossglass'],
    [['--trusted-proxy', 'proxy'], 'A trusted proxy is an address or a network'],
    [['--trusted-proxy', '127.0.0.1'], 'A proxy opens this server to others: set LOSSGLASS_TOKEN'],
    [['--db', folder], `A database is a file, and ${folder} is a folder: name a file in it`],
  ])('refuses %j, before the pages are built', async (args, words) => {
    const { status, stderr } = await command([
      ...['--eval', "import('./dist/start-options.js').then(({ basePathAsked }) => basePathAsked())"],
      ...['--', 'start', '--db', join(folder, 'b.db'), ...args],
    ])
    expect(status).toBe(1)
    expect(stderr).toContain(words)
    expect(isOneSentence(stderr)).toBe(true)
  })
})

describe('npm run train', () => {
  it('tells its flags to who asks for help', async () => {
    const { status, stdout, stderr } = await train('--help')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toContain('--task, ')
  })

  it.each([
    [['--task', 'digts'], 'Unknown task "digts": choose one of digits, car-mileage, '],
    [['--data', 'absent.csv', '--target', 'a'], `There is no file "${join(root, 'absent.csv')}".`],
    [['--task', 'digits', '--loss', 'crossentropy'], 'crossentropy'],
    [['--task', 'car-mileage', '--loss', 'cross-entropy'], 'is for classes'],
    [['--task', 'digits', '--lr', 'fast'], 'The learning rate must be a number above 0, not "fast".'],
    [['--task', 'digits', '--lr', '-1'], 'above 0'],
    [['--task', 'digits', '--epochs', '0'], 'whole number from 1'],
    [['--task', 'digits', '--optimizer', 'sdg'], 'Unknown optimizer "sdg"'],
    [['--task', 'digits', '--epoch', '3'], "Unknown option '--epoch'"],
    [['--task', 'digits', '--server', 'here'], 'The address of the server'],
    [[], 'task'],
  ])('refuses %j', async (args, words) => {
    const { status, stderr } = await train(...args)
    expect(status).toBe(1)
    expect(stderr).toContain(words)
    expect(isOneSentence(stderr)).toBe(true)
  })

  it('refuses a run id that another connected program has', async () => {
    const { startRun } = await import('../../lib/client.ts')
    const first = startRun({ id: 'mine' }, { url: server.url, spoolFolder: folder })
    await first.accepted
    const { status, stderr } = await train(
      '--task',
      'digits',
      '--epochs',
      '200',
      '--run-id',
      'mine',
      '--server',
      server.url,
    )
    expect(status).toBe(1)
    expect(stderr).toContain('is being written by another program')
    expect(isOneSentence(stderr)).toBe(true)
    await first.finish()
  })

  it('gives the same numbers for the same seed', async () => {
    for (const name of ['one', 'two']) {
      const flags = [
        '--task',
        'digits',
        '--epochs',
        '1',
        '--seed',
        '7',
        '--name',
        name,
        '--project',
        'seeds',
        // What the machine tells is never the same.
        '--no-system',
        '--server',
        server.url,
      ]
      expect((await train(...flags)).status).toBe(0)
    }
    const { runs } = await getJson<{ runs: { id: string }[] }>(`${server.url}/api/runs?project=seeds`)
    const values = await Promise.all(
      runs.map(async ({ id }) => {
        const page = await getJson<{ series: { name: string; values: number[] }[] }>(
          `${server.url}/api/runs/${id}/points`,
        )
        return page.series
          .filter(({ name }) => name !== 'train/samples_per_second')
          .map((series) => [series.name, series.values])
      }),
    )
    expect(values).toHaveLength(2)
    expect(values[0]).toEqual(values[1])
  })
})

describe('the README', () => {
  it('has a snippet that logs from any Node program', async () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8')
    const snippet = /```js\n(import \{ startRun \}[\s\S]*?)```/.exec(readme)?.[1]
    if (!snippet) throw new Error('The README has no snippet that imports startRun.')
    const program = join(folder, 'program')
    mkdirSync(join(program, 'node_modules'), { recursive: true })
    symlinkSync(root, join(program, 'node_modules', 'lossglass'))
    writeFileSync(join(program, 'loop.mjs'), snippet)
    const { status, stderr } = await command(['loop.mjs'], {
      cwd: program,
      env: { LOSSGLASS_URL: server.url },
    })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const { runs } = await getJson<{ runs: { status: string; latest: Record<string, unknown> }[] }>(
      `${server.url}/api/runs?q=loop`,
    )
    expect(runs).toMatchObject([{ status: 'finished' }])
    expect(Object.keys(runs[0]?.latest ?? {})).toContain('train/loss')
  })

  it('has a loss of one’s own with which its command trains', async () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8')
    const file = /```ts\n(\/\/ my-loss\.ts\n[\s\S]*?)```/.exec(readme)?.[1]
    const flags = /^npm run train -- (.*) --loss \.\/my-loss\.ts/m.exec(readme)?.[1]
    if (!file || !flags) throw new Error('The README has no my-loss.ts, or no command that trains with it.')
    const path = join(folder, 'my-loss.ts')
    writeFileSync(path, file)
    const { status, stderr } = await train(
      ...flags.split(' '),
      ...['--loss', path, '--epochs', '1', '--server', server.url],
    )
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })
})
