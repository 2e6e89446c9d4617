import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { root } from '../../lib/root.ts'
import type { Run } from '../../lib/run.ts'
import { type Served, temporaryFolder } from '../../scripts/served.ts'
import { eventually } from '../e2e/pages.ts'
import { trickyValues } from '../store/points.ts'
import { requirePython, runProgram, startProgram } from './program.ts'
import { runOf, serve, spooledIn, storedIn, upTo } from './stored.ts'

let server: Served
beforeAll(async () => {
  requirePython()
  server = await serve()
})

const at = ({ url, folder }: Served) => ({ url, home: folder })

// Side by side: they mostly wait.
describe.concurrent('a training in Python', () => {
  it('has every value stored bit for bit, with steps up to 2^53 - 1', async () => {
    const home = temporaryFolder()
    const bits = Buffer.from(Float64Array.from(trickyValues).buffer).toString('hex')
    await runProgram(
      `values = struct.unpack('<${trickyValues.length}d', bytes.fromhex('${bits}'))
with lossglass.init(id='first', name='first', project='p', loss='mse', config={'lr': 0.1, 'net': {'depth': 2}}) as run:
    for step, value in enumerate(values):
        run.log({'train/loss': value}, step=step)
    run.log({'far': 0.1 + 0.2}, step=2 ** 53 - 1)
`,
      { url: server.url, home },
    )
    expect(spooledIn(home)).toBe('')
    const { steps, values } = await storedIn(server, 'first', 'train/loss')
    expect(steps).toEqual(upTo(trickyValues.length))
    expect(values.map((value, i) => Object.is(value, trickyValues[i]))).toEqual(trickyValues.map(() => true))
    expect(await storedIn(server, 'first', 'far')).toEqual({ steps: [2 ** 53 - 1], values: [0.1 + 0.2] })
    expect(await runOf(server, 'first')).toMatchObject({
      ...{ name: 'first', project: 'p', status: 'finished', source: 'python' },
      ...{ loss: { id: 'mse', params: {} }, params: { lr: 0.1, 'net.depth': 2 } },
    })
  })

  it('fetches the client from the server, and logs there without being told an address', async () => {
    const folder = temporaryFolder()
    const answer = await fetch(`${server.url}/lossglass.py`)
    expect(answer.status).toBe(200)
    writeFileSync(join(folder, 'lossglass.py'), await answer.text())
    await runProgram("lossglass.init(id='fetched')\nlossglass.log({'train/loss': 0.5})\n", {
      ...{ home: server.folder, folder },
    })
    expect(await storedIn(server, 'fetched', 'train/loss')).toEqual({ steps: [0], values: [0.5] })
    expect((await runOf(server, 'fetched'))?.status).toBe('finished')
  })

  it('goes on with a run by its id, and with the count of its steps', async () => {
    for (const half of [0, 1])
      await runProgram(
        `with lossglass.init(id='goes-on') as run:\n    for i in range(5):\n        run.log({'train/loss': ${half} + i / 10})\n`,
        at(server),
      )
    expect((await storedIn(server, 'goes-on', 'train/loss')).steps).toEqual(upTo(10))
    expect((await runOf(server, 'goes-on'))?.branches).toEqual([])
  })

  it('ends as failed with the last line of what it raised', async () => {
    const { code, said } = await startProgram(
      "with lossglass.init(id='raised') as run:\n    run.log({'train/loss': 1})\n    raise ValueError('The data are gone.')\n",
      at(server),
    ).ended
    expect([code, said.includes('ValueError')]).toEqual([1, true])
    expect(await runOf(server, 'raised')).toMatchObject({
      ...{ status: 'failed', reason: 'ValueError: The data are gone.' },
    })
  })

  it('hears that a person pressed Stop, though it has nothing to send', async () => {
    const program = startProgram(
      `with lossglass.init(id='told') as run:
    run.log({'train/loss': 1})
    print('logged')
    while not run.stop_requested:
        time.sleep(0.05)
    print(run.stop_reason)
`,
      at(server),
    )
    await program.line()
    await eventually(async () => (await storedIn(server, 'told', 'train/loss')).steps.length === 1)
    const body = JSON.stringify({ action: 'stop' })
    expect((await fetch(`${server.url}/api/runs/told/control`, { method: 'POST', body })).status).toBe(202)
    const reason = await program.line()
    expect(reason).toMatch(/\S/)
    expect((await program.ended).code).toBe(0)
    expect(await runOf(server, 'told')).toMatchObject({ status: 'stopped', reason })
  })

  it('is one run where several ranks log it, and workers are forked from it', async () => {
    const text = `run = lossglass.init(id='ranks')
for step in range(100):
    run.log({'rank': float(os.environ['RANK'])}, step=step)
if os.fork() == 0:
    for step in range(200):
        run.log({'rank': 666.0}, step=step)
    sys.exit()
os.wait()
`
    const ranks = ['1', '0'].map((RANK) => runProgram(text, { ...at(server), RANK }))
    await Promise.all(ranks)
    expect(await storedIn(server, 'ranks', 'rank')).toEqual({
      steps: upTo(100),
      values: upTo(100).map(() => 0),
    })
    expect((await runOf(server, 'ranks'))?.status).toBe('finished')
  })
})

describe.concurrent('the README', () => {
  it('shows code in Python that runs', async () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8')
    const [snippet] = /(?<=```python\n)[^`]+/.exec(readme) ?? []
    const [, line] = /python3 -c "(import lossglass[^"]+)"/.exec(readme) ?? []
    if (!snippet || !line) throw new Error('The README has no snippet, or no line, that imports lossglass.')
    await runProgram(
      `optimizer = criterion = None\ntrain_on, batches = float, [3, 2]\n${snippet}`,
      at(server),
    )
    await runProgram(line, at(server))
    const answer = await fetch(`${server.url}/api/runs?sort=oldest`)
    const { runs } = (await answer.json()) as { runs: (Run & { latest: unknown })[] }
    expect(runs).toContainEqual(
      expect.objectContaining({
        ...{ project: 'digits', status: 'finished' },
        latest: expect.objectContaining({ 'train/loss': { step: 2, value: 2 } }),
      }),
    )
    expect(runs).toContainEqual(
      expect.objectContaining({
        ...{ project: 'default', status: 'finished' },
        latest: expect.objectContaining({ 'train/loss': { step: 99, value: 0.01 } }),
      }),
    )
  })
})

it.concurrent('all that the client itself is tested with holds', async () => {
  const { code, said } = await startProgram(
    `import unittest
tests = unittest.defaultTestLoader.discover(os.path.join(os.path.dirname(lossglass.__file__), 'tests'))
sys.exit(not unittest.TextTestRunner().run(tests).wasSuccessful())
`,
    { home: temporaryFolder() },
  ).ended
  expect([code, said.slice(-2000)]).toEqual([0, expect.stringContaining('OK')])
}, 120_000)
