import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../scripts/served.ts'
import { eventually } from '../e2e/pages.ts'
import { requirePython, startProgram } from './program.ts'
import { runOf, serve, spooledIn, storedIn, upTo } from './stored.ts'

beforeAll(requirePython)

async function freePort(): Promise<number> {
  const holder = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => holder.once('listening', resolve))
  const { port } = holder.address() as AddressInfo
  await new Promise((resolve) => holder.close(resolve))
  return port
}

describe.concurrent('a training in Python whose server is away', () => {
  it('has everything delivered to a server that comes later', async () => {
    const port = await freePort()
    const folder = temporaryFolder()
    const program = startProgram(
      `run = lossglass.init(id='a')
for step in range(500):
    run.log({'train/loss': step / 7}, step=step)
print('logged')
sys.stdin.readline()
run.log({'train/loss': 500 / 7}, step=500)
print(run.finish()['delivered'])
`,
      { url: `http://127.0.0.1:${port}`, home: folder },
    )
    await program.line()
    const late = await serve({ port, folder })
    program.child.stdin?.end('\n')
    expect(await program.line()).toBe('True')
    const { steps, values } = await storedIn(late, 'a', 'train/loss')
    expect([steps, values]).toEqual([upTo(501), upTo(501).map((step) => step / 7)])
    expect((await runOf(late, 'a'))?.status).toBe('finished')
    expect(spooledIn(folder)).toBe('')
  })

  it('loses nothing when it is killed: the server takes in what it left', async () => {
    const port = await freePort()
    const folder = temporaryFolder()
    const text = `run = lossglass.init(id='a', loss='mae')
for step in range(3000):
    run.log({'train/loss': math.nan if step == 7 else step / 3}, step=step)
print('logged')
time.sleep(60)
`
    const program = startProgram(text, { url: `http://127.0.0.1:${port}`, home: folder })
    await program.line()
    await eventually(async () => spooledIn(folder).includes('2999]'))
    program.child.kill('SIGKILL')
    await program.ended
    const late = await serve({ port, folder })
    const { steps, values } = await storedIn(late, 'a', 'train/loss')
    expect(steps).toEqual(upTo(3000))
    expect(values).toEqual(upTo(3000).map((step) => (step === 7 ? Number.NaN : step / 3)))
    expect((await runOf(late, 'a'))?.loss).toEqual({ id: 'mae', params: {} })
    expect(spooledIn(folder)).toBe('')
  })
})

// Alone, as it looks at the clock.
it('a training in Python is not held up by a server that takes connections and answers nothing', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1')
  await new Promise((resolve) => silent.once('listening', resolve))
  const home = temporaryFolder()
  const program = startProgram(
    `run = lossglass.init()
times = []
for step in range(50_000):
    before = time.perf_counter()
    run.log({'train/loss': 0.5, 'val/loss': 0.25}, step=step)
    times.append(time.perf_counter() - before)
times.sort()
print(times[25_000] * 1e6, run.finish(timeout=1)['delivered'])
`,
    { url: `http://127.0.0.1:${(silent.address() as AddressInfo).port}`, home },
  )
  const [median, delivered] = (await program.line()).split(' ')
  // A few where nothing else runs: `npm run bench -- python-log` measures it.
  expect(Number(median)).toBeLessThan(50)
  expect(delivered).toBe('False')
  await program.ended
  const lines = spooledIn(home).trimEnd().split('\n')
  const events = lines.map((line) => JSON.parse(line))
  const steps = events.flatMap(({ series = [] }) => series[0]?.steps ?? [])
  expect(steps).toEqual(upTo(50_000))
  expect(events.at(-1)).toMatchObject({ type: 'run-ended', status: 'finished' })
  silent.closeAllConnections()
  silent.close()
})
