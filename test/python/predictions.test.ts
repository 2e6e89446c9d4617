import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serve as serveOne } from '../../scripts/served.ts'
import { eventually } from '../e2e/pages.ts'
import { requirePython, runProgram } from './program.ts'

let server: Served | null = null
beforeAll(requirePython)
afterEach(async () => {
  await server?.close()
  server = null
})

async function predictionsOf({ url }: Served, id: string, which: string) {
  const answer = await fetch(`${url}/api/runs/${id}/predictions?which=${which}`)
  return ((await answer.json()) as { predictions: object }).predictions
}

describe('predictions of a program in Python', () => {
  it('are kept with its run, NaN and ∞ too, the newest of an epoch', async () => {
    server = await serveOne()
    await runProgram(
      `run = lossglass.init(id="p", loss="cross-entropy")
run.log({"val/loss": 1.0}, step=7)
run.predictions([[0, 0, 0]], [1])
run.predictions(((1, math.nan, -math.inf), (0.1, 2, 3)), [2, 0])
run.predictions([0.5, 0.25], [1, 0], kind="probabilities", which="best", step=3)
run.finish()`,
      { url: server.url, home: server.folder },
    )
    expect(await predictionsOf(server, 'p', 'last')).toMatchObject({
      ...{ task: 'classification', kind: 'logits', step: 7, targets: [2, 0] },
      outputs: [
        [1, 'NaN', '-Infinity'],
        [0.1, 2, 3],
      ],
    })
    expect(await predictionsOf(server, 'p', 'best')).toMatchObject({
      task: 'binary',
      step: 3,
      outputs: [0.5, 0.25],
    })
  })

  it('that are none, or are refused, are said in a sentence, and the program goes on', async () => {
    server = await serveOne()
    const said = await runProgram(
      `run = lossglass.init(id="q")
run.predictions([[1, 2], [3]], [0, 1])
run.predictions("hello", [0, 1], which="best")
run.predictions([[1, 2, 3]], [9])
run.finish()`,
      { url: server.url, home: server.folder },
    )
    expect(said).toContain('rows have 1 to 2 numbers')
    expect(said).toContain('The target of row 0 is 9')
  })

  it('wait in a file while the server is away, which takes them in when it is back', async () => {
    const first = await serveOne()
    await first.kill()
    const said = await runProgram(
      `run = lossglass.init(id="r")
run.predictions([1.0], [2.0])
run.finish()`,
      { url: first.url, home: first.folder },
    )
    expect(said).toMatch(/predictions of the last epoch could not be delivered, and wait in .*\.predictions/)
    server = await serveOne({ port: Number(new URL(first.url).port), folder: first.folder })
    const own = server
    await eventually(async () => (await fetch(`${own.url}/api/runs/r/predictions`)).ok)
    expect(await predictionsOf(own, 'r', 'last')).toMatchObject({ outputs: [1], targets: [2] })
    expect(readdirSync(join(first.folder, '.lossglass', 'spool'))).toEqual([])
  })
})
