import { type ChildProcess, spawn } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../../lib/root.ts'
import type { SweepDetail } from '../../lib/sweep/detail.ts'
import { type Served, serve } from '../../scripts/served.ts'
import { eventually, getJson } from './pages.ts'

let server: Served
beforeAll(async () => {
  server = await serve()
})
afterAll(() => server?.close())

type Ended = { code: number | null; stdout: string; stderr: string }

function sweep(...args: string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const env = { ...process.env, HOME: server.folder, LOSSGLASS_TOKEN: '', LOSSGLASS_URL: server.url }
  const child = spawn(process.execPath, ['dist/sweep.js', ...args], { cwd: root, env })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr: stderr.trim() }))
  })
  return { child, ended }
}

const detail = (name: string) => getJson<SweepDetail>(`${server.url}/api/sweeps/${name}`)
const finishedOf = async (name: string) =>
  ((await detail(name)).trainings ?? []).filter(({ status }) => status === 'finished')
type Started = { run: { startedAt: number; group: string; branches: unknown[] } }
const runOf = async (id: string) => (await getJson<Started>(`${server.url}/api/runs/${id}`)).run

describe('npm run sweep', () => {
  it('goes on after Ctrl-C and after kill -9, and trains nothing twice', async () => {
    const small = [
      '--task',
      'car-mileage',
      '--losses',
      'mse,huber(delta=2)',
      '--seeds',
      '2',
      '--name',
      'grid',
    ]
    const first = sweep(...small, '--epochs', '100')
    await eventually(async () => (await finishedOf('grid')).length > 0, 40_000)
    first.child.kill('SIGINT')
    const stopped = await first.ended
    expect(stopped.code).toBe(130)
    expect(stopped.stdout).toMatch(/Go on with: npm run sweep -- --resume grid$/m)
    expect((await detail('grid')).state).toBe('stopped')
    const known = await finishedOf('grid')
    expect(known.length).toBeLessThan(4)
    const startOf = new Map<string, number>()
    for (const { runId } of known) startOf.set(runId, (await runOf(runId)).startedAt)

    const second = sweep('--resume', 'grid')
    await eventually(async () => (await detail('grid')).trainings.some(({ status }) => status === 'running'))
    second.child.kill('SIGKILL')
    await second.ended

    const third = await sweep(...small, '--epochs', '100').ended
    expect({ code: third.code, stderr: third.stderr }).toEqual({ code: 0, stderr: '' })
    expect(third.stdout).toContain('huber(delta=2)  2 of 2 trainings finished')
    expect(third.stdout).toContain(`Compare: ${server.url}/compare?sweep=sweep-`)
    expect((await detail('grid')).state).toBe('done')
    for (const { runId } of (await detail('grid')).trainings) {
      const run = await runOf(runId)
      expect(run).toMatchObject({ group: 'grid', branches: [] })
      expect(run.startedAt).toBe(startOf.get(runId) ?? run.startedAt)
    }
  }, 90_000)

  it('adds seeds, and keeps what failed', async () => {
    const one = [
      '--task',
      'car-mileage',
      '--losses',
      'mse',
      '--epochs',
      '1',
      '--name',
      'bad',
      '--lr',
      '1e300',
    ]
    const failed = await sweep(...one, '--seeds', '1').ended
    expect(failed.code).toBe(1)
    expect(failed.stdout).toContain('mse  0 of 1 training finished, 1 failed: Step ')
    const before = (await detail('bad')).trainings[0]
    const more = await sweep('--resume', 'bad', '--seeds', '2').ended
    expect(more.stdout).toContain('1 of them are over already.')
    const [kept, added] = (await detail('bad')).trainings
    expect(kept?.startedAt).toBe(before?.startedAt)
    expect(added?.status).toBe('failed')
  })

  it.each([
    [['--task', 'car-mileage'], 'The losses are missing: name them with --losses'],
    [['--task', 'car-mileage', '--losses', 'mse', '--jobs', 'all'], 'not "all".'],
    [['--task', 'car-mileage', '--losses', 'mse', '--server', 'http://127.0.0.1:9'], 'No server answers at'],
    [['--resume', 'nobody'], 'There is no sweep "nobody" at'],
    [['--resume', 'nobody', '--epochs', '3'], 'keeps its settings: leave out --epochs.'],
  ])('refuses %j in a sentence', async (args, words) => {
    const { code, stderr } = await sweep(...args).ended
    expect(code).toBe(1)
    expect(stderr).toContain(words)
    expect(stderr).not.toContain('\n')
  })
})
