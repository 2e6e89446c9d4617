/** `lossglass wait` as a gate: its exit codes and its reports. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeAll, post, type TestServer } from '../live/serving.ts'
import { ownFolder } from '../own-folder.ts'
import { lossglass, serveForCommand } from './running.ts'

const folder = ownFolder()
let server: TestServer
beforeAll(async () => {
  server = await serveForCommand()
})
afterAll(async () => {
  await closeAll()
})

/** A run with these values, ended so where that is said. */
async function began(id: string, values: readonly (number | string)[], status?: string): Promise<void> {
  const steps = values.map((_, i) => i + 1)
  await post(
    server,
    { type: 'run-started', run: { id } },
    { type: 'points', runId: id, series: [{ name: 'train/loss', steps, values }] },
    ...(status ? [{ type: 'run-ended', runId: id, status }] : []),
  )
}

const wait = (...args: string[]) => lossglass(server.url, 'wait', ...args)

describe('lossglass wait', () => {
  it('ends with 0 once the run has finished and nothing was found', async () => {
    await began('well', [3, 2, 1])
    const place = join(folder, 'removed meanwhile')
    mkdirSync(place)
    const waiting = wait('well', '--junit', join(place, 'report.xml'))
    setTimeout(() => {
      rmSync(place, { recursive: true })
      post(server, { type: 'run-ended', runId: 'well', status: 'finished' })
    }, 1000)
    const { status, stdout, stderr } = await waiting
    // What came of the run is the exit code, whatever came of the report.
    expect([status, stderr]).toEqual([0, expect.stringContaining('could not be written')])
    expect(stdout).toBe(
      `well: finished, it finished and nothing that severe was found.\n${server.url}/runs/well\n`,
    )
  })

  it('ends with 2 at once when something was found, with 0 where it is known', async () => {
    await began('sick', [3, 2, 'NaN'])
    expect((await wait('sick')).status).toBe(2)
    const { findings } = (await server.services.store.readRun('sick')) ?? { findings: [] }
    for (const { id } of findings)
      await server.services.recorder.record([
        { type: 'finding-acknowledged', runId: 'sick', findingId: id, time: Date.now() },
        { type: 'run-ended', runId: 'sick', status: 'finished', time: Date.now() },
      ])
    expect((await wait('sick')).status).toBe(0)
  })

  it('ends with 3 when the run failed, with 4 when the time is up', async () => {
    await began('broken', [3, 2], 'failed')
    await began('long', [3, 2])
    const broken = await wait('broken', '--json')
    const long = await wait('long', '--timeout', '1s')
    expect([broken.status, long.status]).toEqual([3, 4])
    expect(JSON.parse(broken.stdout)).toMatchObject({ run: 'broken', outcome: 'failed', exit_code: 3 })
  })

  it('says before it waits that a report cannot be written', async () => {
    await began('waited for', [3, 2])
    const { status, stderr } = await wait('waited for', '--sarif', join(folder, 'nowhere', 'report.sarif'))
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/^".+report\.sarif" cannot be written: .+\.\n$/),
    ])
  })

  it('writes JUnit and SARIF that say what was found and where to look', async () => {
    await began('both', [3, 2, 'NaN'], 'finished')
    const [junit, sarif] = [join(folder, 'report.xml'), join(folder, 'report.sarif')]
    const { status } = await wait('both', '--junit', junit, '--sarif', sarif)
    expect(status).toBe(2)
    const page = `${server.url}/runs/both`
    const xml = readFileSync(junit, 'utf8')
    expect(xml).toContain(
      '<testcase name="non-finite in train/loss at step 3" classname="both" time="0"><failure ',
    )
    expect(xml).toContain(page)
    const { runs, version } = JSON.parse(readFileSync(sarif, 'utf8'))
    expect(version).toBe('2.1.0')
    expect(runs[0].results[0]).toMatchObject({ ruleId: 'non-finite', level: 'error', hostedViewerUri: page })
  })
})
