/** `npm run screenshot`: the README's picture, from a real run that really overfits. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../lib/root.ts'
import { openBrowser } from './chromium.ts'
import { serve } from './served.ts'

/** Adam with a high learning rate on the digits: the training loss falls on while the validation loss turns. */
const options = {
  task: 'digits',
  loss: 'cross-entropy',
  optimizer: 'adam',
  lr: 0.002,
  epochs: 40,
  seed: 1,
  name: 'digits-adam',
}

const server = await serve()
const browser = await openBrowser()
const response = await fetch(`${server.url}/api/runs`, { method: 'POST', body: JSON.stringify(options) })
const { run } = (await response.json()) as { run: { id: string } }
const page = await browser.newPage({ viewport: { width: 1280, height: 760 }, deviceScaleFactor: 1.5 })
await page.goto(`${server.url}/runs/${run.id}`)
await page.getByText('Finished.').waitFor({ timeout: 120_000 })
await page
  .getByText('Evidence, causes, what to try')
  .first()
  .click({ timeout: 2000 })
  .catch(() => {})
mkdirSync(join(root, 'public'), { recursive: true })
await page.screenshot({ path: join(root, 'public', 'run.png') })
await browser.close()
await server.close()
console.log('public/run.png')
process.exit(0)
