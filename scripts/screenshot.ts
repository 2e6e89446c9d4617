/** `npm run screenshot`: the README's pictures, of real trainings: one that overfits, several that go on, losses over seeds. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { root } from '../lib/root.ts'
import { openBrowser } from './chromium.ts'
import { type Served, serve } from './served.ts'

const patience = 180_000

/** Adam with a high learning rate on the digits: the training loss falls on while the validation loss turns. */
const overfitting = {
  ...{ task: 'digits', loss: 'cross-entropy', optimizer: 'adam', lr: 0.002 },
  ...{ epochs: 40, seed: 1, name: 'digits-adam' },
}

/** The third one's learning rate blows it up. */
const goingOn = [
  ['digits-focal', '--task', 'digits', '--loss', 'focal'],
  ['mileage-huber', '--task', 'car-mileage', '--loss', 'huber'],
  ['mileage-too-fast', '--task', 'car-mileage', '--loss', 'mse', '--optimizer', 'sgd', '--lr', '0.9'],
  ['penguins', '--task', 'penguins', '--loss', 'cross-entropy'],
  ['flights-mae', '--task', 'flight-delays', '--loss', 'mae'],
] as const

function command(server: Served, name: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [join(root, 'dist', `${name}.js`), ...args, '--server', server.url], {
    env: { ...process.env, HOME: server.folder, USERPROFILE: server.folder },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

async function openPage(browser: Browser, address: string, height: number): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height }, deviceScaleFactor: 1.5 })
  page.setDefaultTimeout(patience)
  await page.goto(address)
  return page
}

async function save(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(root, 'public', name) })
  await page.close()
  console.log(`public/${name}`)
}

async function drawRun(browser: Browser, { url }: Served): Promise<void> {
  const response = await fetch(`${url}/api/runs`, { method: 'POST', body: JSON.stringify(overfitting) })
  const { run } = (await response.json()) as { run: { id: string } }
  const page = await openPage(browser, `${url}/runs/${run.id}`, 760)
  await page.getByText('Finished.').waitFor()
  await page
    .getByText('Evidence, causes, what to try')
    .first()
    .click({ timeout: 2000 })
    .catch(() => {})
  await save(page, 'run.png')
}

async function drawList(browser: Browser, server: Served): Promise<void> {
  const trainings = goingOn.map(([name, ...args]) =>
    command(server, 'train', [...args, '--epochs', '100000', '--name', name, '--on-non-finite', 'continue']),
  )
  const page = await openPage(browser, server.url, 620)
  await page.getByRole('heading', { name: /needs? you/ }).waitFor()
  await page
    .locator('.live-card')
    .nth(goingOn.length - 1)
    .waitFor()
  await page.waitForTimeout(30_000)
  await save(page, 'list.png')
  for (const training of trainings) training.kill('SIGKILL')
}

async function drawComparison(browser: Browser, server: Served): Promise<void> {
  const losses = 'mse, mae, huber(delta=1)'
  const args = ['--task', 'flight-delays', '--losses', losses, '--seeds', '5', '--name', 'flights']
  await once(command(server, 'sweep', args), 'exit')
  const page = await openPage(browser, `${server.url}/compare?sweep=flights&metric=val/mae`, 900)
  await page.locator('canvas').first().waitFor()
  await page.waitForTimeout(1500)
  await save(page, 'compare.png')
}

mkdirSync(join(root, 'public'), { recursive: true })
const server = await serve()
const browser = await openBrowser()
for (const draw of [drawRun, drawComparison, drawList]) await draw(browser, server)
await browser.close()
await server.close()
process.exit(0)
