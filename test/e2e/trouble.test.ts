import { type ChildProcess, spawn } from 'node:child_process'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../../lib/root.ts'
import { openBrowser } from '../../scripts/chromium.ts'
import { type Served, serve } from '../../scripts/served.ts'
import { eventually, getJson, openPage } from './pages.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

type Points = { series: { name: string; steps: number[] }[] }
type Runs = { runs: { id: string; name: string; status: string }[] }

/** Each epoch of the digits takes 63 steps. */
const stepsPerEpoch = 63

function train(server: Served, name: string, epochs: number): ChildProcess {
  const flags = [
    '--task',
    'digits',
    '--loss',
    'cross-entropy',
    '--epochs',
    String(epochs),
    '--name',
    name,
    '--server',
    server.url,
  ]
  return spawn(process.execPath, ['scripts/run.mjs', 'train', ...flags], {
    cwd: root,
    env: { ...process.env, HOME: server.folder },
    stdio: 'ignore',
  })
}

async function runNamed(server: Served, name: string) {
  return (await getJson<Runs>(`${server.url}/api/runs`)).runs.find((run) => run.name === name)
}

async function epochsStored(server: Served, id: string): Promise<number[]> {
  const { series } = await getJson<Points>(`${server.url}/api/runs/${id}/points?series=val/loss`)
  return (series[0]?.steps ?? []).map((step) => step / stepsPerEpoch)
}

// Side by side: they mostly wait.
describe.concurrent('trouble', () => {
  it('goes on in the page after the server is killed and started again, and every epoch is stored once', async () => {
    const epochs = 40
    const first = await serve()
    const runner = train(first, 'survivor', epochs)
    const run = await eventually(() => runNamed(first, 'survivor'))
    const { page } = await openPage(browser, `${first.url}/runs/${run.id}`)
    const { page: settings } = await openPage(browser, `${first.url}/settings`)
    await eventually(async () => (await epochsStored(first, run.id)).length >= 3)
    const code = new Promise((resolve) => runner.once('exit', resolve))
    await first.kill()
    await page.getByText('The server is away.').waitFor()
    expect(await page.title()).toBe('Server away · survivor')
    await settings.getByText('The server is away.').waitFor()
    await settings.close()
    // What says so covers no link, on a phone neither.
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByRole('link', { name: 'Losses' }).click({ trial: true, timeout: 3000 })
    await new Promise((resolve) => setTimeout(resolve, 1500))
    const second = await serve({ port: Number(new URL(first.url).port), folder: first.folder })
    await page.getByText('The server is away.').waitFor({ state: 'detached' })
    await page.getByText('Finished.').waitFor({ timeout: 60_000 })
    expect(await code).toBe(0)
    expect(await epochsStored(second, run.id)).toEqual(Array.from({ length: epochs }, (_, i) => i + 1))
    await page.close()
    await second.close()
  }, 120_000)

  it('shows a run as lost within 15 s when its runner is killed, with all that it had acknowledged', async () => {
    const server = await serve()
    const runner = train(server, 'doomed', 1000)
    const run = await eventually(() => runNamed(server, 'doomed'))
    await eventually(async () => (await epochsStored(server, run.id)).length >= 2)
    const { page } = await openPage(browser, `${server.url}/runs/${run.id}`)
    runner.kill('SIGKILL')
    const acknowledged = (await epochsStored(server, run.id)).length
    await page.getByText('The program that trained it is gone').waitFor({ timeout: 15_000 })
    expect((await runNamed(server, 'doomed'))?.status).toBe('lost')
    expect((await epochsStored(server, run.id)).length).toBeGreaterThanOrEqual(acknowledged)
    await page.close()
    await server.close()
  }, 60_000)

  it('trains without a server, and what was kept is taken in when one starts', async () => {
    const gone = await serve()
    await gone.kill()
    const runner = train(gone, 'alone', 2)
    const code = await new Promise((resolve) => runner.once('exit', resolve))
    expect(code).toBe(0)
    const server = await serve({ folder: gone.folder, port: Number(new URL(gone.url).port) })
    const run = await eventually(() => runNamed(server, 'alone'))
    expect(run.status).toBe('finished')
    expect(await epochsStored(server, run.id)).toEqual([1, 2])
    await server.close()
  }, 90_000)
})
