import { execFile } from 'node:child_process'
import { appendFileSync, chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GET as readPoints } from '../../app/api/runs/[id]/points/route.ts'
import { GET as readRun } from '../../app/api/runs/[id]/route.ts'
import { GET as listRuns } from '../../app/api/runs/route.ts'
import { ingestDoor } from '../../lib/http/ingest.ts'
import { pointsFromJson } from '../../lib/http/points-json.ts'
import { root } from '../../lib/root.ts'
import { at, get, read, type Served, serveApi } from '../api/serving.ts'
import { real } from './reading.ts'

const folder = mkdtempSync(join(tmpdir(), 'lossglass-import-test-'))
let served: Served
let server: Server
let url: string
let posts = 0

/** The two routes that the command uses, over a store in memory. */
beforeAll(async () => {
  served = serveApi()
  const takes = ingestDoor({ recorder: served.recorder, sources: served.sources, now: Date.now })
  server = createServer(async (request, response) => {
    if (request.method === 'POST') posts++
    if (takes(request, response)) return
    const id = (request.url as string).split('/').pop() as string
    const made = await readRun(get(request.url as string), at({ id }))
    response.writeHead(made.status, { 'content-type': 'application/json' }).end(await made.text())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

type Ran = { code: number; out: string; err: string }

function runImport(...args: string[]): Promise<Ran> {
  const env = { ...process.env, LOSSGLASS_URL: url }
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(root, 'dist/import.js'), ...args],
      { env, cwd: folder },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
    )
  })
}

async function state() {
  const { body } = await read(listRuns(get('/api/runs')))
  return body.runs as { id: string; name: string; status: string; notes: string }[]
}

describe('npm run import', () => {
  it('sends runs, prints a line for each, and a second time changes nothing', async () => {
    const first = await runImport(real('tensorboard'))
    expect(first).toMatchObject({ code: 0, err: '' })
    expect(first.out.split('\n').filter((line) => line && !line.startsWith('  '))).toHaveLength(6)
    expect(first.out).toContain('torch: 8 series, 25 points, TensorBoard event files, from ')
    const before = await state()
    expect(before).toHaveLength(6)
    expect(new Set(before.map(({ status }) => status))).toEqual(new Set(['finished']))
    const sent = posts
    const again = await runImport(real('tensorboard'))
    expect(again.out).toContain('was there already')
    expect(posts).toBe(sent)
    expect(await state()).toEqual(before)
  })

  it('keeps every bit: NaN, infinities and -0 arrive', async () => {
    expect((await runImport(real('burn'))).code).toBe(0)
    const run = (await state()).find(({ name }) => name === 'files/burn')
    const { body } = await read(readPoints(get('/x'), at({ id: run?.id as string })))
    const values = pointsFromJson(body).series.find(({ name }) => name === 'train/Loss')?.values
    const logged = [
      1.5,
      0.75,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      0.25,
      1e300,
      0,
      -0,
      1e-9,
    ]
    expect(logged.every((value, i) => Object.is(value, values?.[i]))).toBe(true)
  })

  it('a file that has grown goes on in its run; what people changed there stays', async () => {
    const file = join(folder, 'grows.csv')
    writeFileSync(file, 'step,loss\n1,3\n2,2\n')
    await runImport(file)
    const [run] = (await state()).filter(({ id }) => id.startsWith('csv-'))
    await served.recorder.record([
      { type: 'run-edited', runId: run?.id as string, changes: { name: 'mine now' } },
    ])
    appendFileSync(file, '3,1\n')
    const { out } = await runImport(file)
    expect(out).toContain('3 points, CSV, from grows.csv, what was new of it')
    const after = (await state()).filter(({ id }) => id.startsWith('csv-'))
    expect(after).toMatchObject([{ id: run?.id, name: 'mine now', status: 'finished' }])
    const { body } = await read(readRun(get('/x'), at({ id: run?.id as string })))
    expect(body.series).toMatchObject([{ count: 3, last: 3, lastValue: 1, replaced: 0 }])
  })

  it('names what is damaged and what is not understood, and takes the rest', async () => {
    const mixed = join(folder, 'mixed')
    mkdirSync(mixed)
    writeFileSync(join(mixed, 'a.csv'), 'step,loss\n1,3\n2,words\n3,1\n')
    writeFileSync(join(mixed, 'notes.txt'), 'words\n')
    const { code, out, err } = await runImport('mixed')
    expect(code).toBe(0)
    expect(out).toContain('mixed/a: 1 series, 2 points, CSV, from mixed/a.csv\n')
    expect(err).toBe(
      'mixed/a.csv, line 3: "words" in the column "loss" is no number.\nNot understood, left out: mixed/notes.txt.\n',
    )
  })

  it('says on the run where it is from and what of it was not read', async () => {
    const run = (await state()).find(({ name }) => name === 'mixed/a')
    expect(run).toMatchObject({
      notes: 'The step is the column step.\nNot read, line 3: "words" in the column "loss" is no number.',
      environment: { file: expect.stringMatching(/mixed\/a\.csv$/) },
    })
  })

  it('prints nothing that a terminal would obey', async () => {
    writeFileSync(join(folder, 'odd.csv'), 'step,a\n1,2\n2,\u001b[2Jx\n')
    const { out, err } = await runImport('--dry-run', 'odd.csv')
    expect(out + err).not.toContain('\u001b')
  })

  it('takes a table for a log in a folder only when it has steps; by its name any', async () => {
    mkdirSync(join(folder, 'data'))
    writeFileSync(join(folder, 'data', 'penguins.csv'), 'mass,length\n3750,39\n3800,40\n')
    expect(await runImport('data')).toMatchObject({
      code: 1,
      err: expect.stringContaining('Not understood, left out: data/penguins.csv.'),
    })
    expect((await runImport('--dry-run', 'data/penguins.csv')).out).toContain('2 series, 4 points, CSV')
  })

  it('takes what the user says of columns, project and format', async () => {
    writeFileSync(join(folder, 'said.csv'), 'n,y\n5,3\n6,1\n')
    const { out } = await runImport(
      'said.csv',
      '--step',
      'n',
      '--rename',
      'y=train/loss',
      '--project',
      'old',
      '--format',
      'csv',
    )
    expect(out).toContain('1 series, 2 points')
    const { body } = await read(listRuns(get('/api/runs?project=old')))
    expect(body.runs).toMatchObject([{ latest: { 'train/loss': { step: 6, value: 1 } } }])
  })

  it('without sending, when asked so', async () => {
    const sent = posts
    expect((await runImport('--dry-run', real('keras/log.csv'))).out).toContain(', not sent')
    expect(posts).toBe(sent)
  })

  it.each<[string, string[], RegExp]>([
    ['no place', [], /^import needs the files or folders to read: npm run import -- PATH …\n$/],
    [
      'a place that is not there',
      ['nowhere'],
      /^There is nothing at "nowhere": name a file or a folder\.\n$/,
    ],
    [
      'a flag that is not known',
      ['--fast', '.'],
      /^Unknown option '--fast': the flags are --server, .*\.\n$/,
    ],
    [
      'a format that is not known',
      ['--format', 'x', '.'],
      /^There is no format "x": it is one of .*tensorboard.*\.\n$/,
    ],
    ['a renaming that is none', ['--rename', 'x', '.'], /^--rename wants OLD=NEW, not "x"\.\n$/],
    [
      'no server',
      ['--server', 'http://127.0.0.1:9', real('keras/log.csv')],
      /^No server answers at http:\/\/127\.0\.0\.1:9: start one with npm start, or name another with --server\.\n$/,
    ],
    [
      'an address that is none',
      ['--server', 'here', '.'],
      /^"here" is no address of a server, such as http:\/\/127\.0\.0\.1:3000\.\n$/,
    ],
    [
      'a file that is no log',
      [real('README.md')],
      /^Not understood, left out: .*README\.md\.\nThere is no run in .* that could be read\.\n$/,
    ],
    [
      'a file without values',
      [real('accelerate')],
      /there are no values in it\.\n.*There is no run in .* that could be read\.\n$/s,
    ],
  ])('%s is one sentence, and no stack', async (_what, args, sentence) => {
    const { code, out, err } = await runImport(...args)
    expect(code).toBe(1)
    expect(out).toBe('')
    expect(err).toMatch(sentence)
    expect(err).not.toContain('    at ')
  })

  it('a file that may not be read is named', async () => {
    const closed = join(folder, 'closed')
    cpSync(real('keras/log.csv'), join(closed, 'log.csv'))
    chmodSync(join(closed, 'log.csv'), 0)
    const { code, err } = await runImport('closed')
    chmodSync(join(closed, 'log.csv'), 0o600)
    // Root may read everything.
    if (process.getuid?.() !== 0)
      expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('closed/log.csv') })
  })
})
