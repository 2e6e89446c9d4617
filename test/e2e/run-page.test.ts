import { describe, expect, it } from 'vitest'
import { decay } from './curves.ts'
import { dashboard } from './dashboard.ts'
import {
  ended,
  eventually,
  getJson,
  ingest,
  openPage,
  pictureOf,
  points,
  reload,
  started,
  visit,
} from './pages.ts'

const at = dashboard({ hasDemo: true })

type Runs = { runs: { id: string; name: string; status: string; headline: { code: string } | null }[] }
const firstRun = async () => (await getJson<Runs>(`${at.server.url}/api/runs`)).runs[0]

describe('the page of a run', () => {
  it('shows the first training of an empty store growing, with no reload', async () => {
    const run = await eventually(firstRun)
    const { page, errors } = await openPage(at.browser, `${at.server.url}/runs/${run.id}`)
    await page.getByText('Learning.').first().waitFor()
    const before = await pictureOf(page)
    await eventually(async () => (await pictureOf(page)) !== before)
    expect(errors).toEqual([])
    await page.close()
  })

  it('stops the training when its button is pressed, unless it is undone, and says who did', async () => {
    const run = await eventually(firstRun)
    const { page } = await openPage(at.browser, `${at.server.url}/runs/${run.id}`)
    const stop = page.getByRole('button', { name: 'Stop' })
    await stop.click()
    await page.getByRole('button', { name: 'Undo' }).click()
    await stop.click()
    await page.getByText('Stops in a moment.').waitFor()
    // Who leaves the page has not taken it back.
    await page.getByRole('link', { name: 'Runs' }).click()
    await page.getByRole('row').filter({ hasText: 'stopped' }).getByRole('link').click()
    await page.getByText('Stopped on the page.').waitFor()
    expect((await firstRun())?.status).toBe('stopped')
    await page.close()
  })

  it('asks a program that only sends HTTP to stop, and does not offer to hold it', async () => {
    await ingest(at.server.url, [started('by-http'), points('by-http', 'train/loss', decay(20))])
    const { page, errors } = await openPage(at.browser, `${at.server.url}/runs/by-http`)
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByRole('link', { name: 'Runs' }).click()
    await page.getByRole('link', { name: 'by-http' }).click()
    await page.getByRole('button', { name: 'Stopping …' }).waitFor()
    // The button speaks before the server has the request; this comes when it is stored.
    await page.getByText('asked on the page').waitFor()
    expect(await page.getByRole('button', { name: 'Pause' }).count()).toBe(0)
    const body = JSON.stringify({ events: [points('by-http', 'train/loss', [0.2], 21)] })
    const answer = await fetch(`${at.server.url}/api/ingest`, { method: 'POST', body })
    expect(await answer.json()).toEqual({ accepted: 1, stop: { 'by-http': 'Stopped on the page.' } })
    await reload(page)
    await page.getByRole('button', { name: 'Stopping …' }).waitFor()
    await ingest(at.server.url, [{ type: 'run-ended', runId: 'by-http', status: 'stopped' }])
    await page.getByText('Stopped on the page.').waitFor()
    expect(errors).toEqual([])
    await page.close()
  })

  it('takes notes and tags where they stand, and is deleted with undo', async () => {
    await ingest(at.server.url, [
      ...[started('noted'), points('noted', 'train/loss', decay(20))],
      ended('noted'),
    ])
    const { page, errors } = await openPage(at.browser, `${at.server.url}/runs/noted`)
    await page.getByRole('button', { name: '+ tag' }).click()
    await page.getByLabel('New tag').fill('kept')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Take the tag kept off' }).waitFor()
    await page.getByRole('button', { name: 'Add notes' }).click()
    await page.getByLabel('Notes, as Markdown').fill('x'.repeat(10_001))
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('10000 characters').waitFor()
    expect(errors.splice(0).join()).toContain('422')
    await page
      .getByLabel('Notes, as Markdown')
      .fill(
        `**Warm-up** was off. ![plot](http://127.0.0.1:1/x.png) <b id=raw>raw</b>\n\n|a|b|\n|-|-|\n|${'w'.repeat(300)}|x|`,
      )
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.locator('strong', { hasText: 'Warm-up' }).waitFor()
    expect(await page.locator('.run-notes img, #raw').count()).toBe(0)
    await page.getByRole('link', { name: 'plot' }).waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(1280)
    await page.getByRole('button', { name: 'Delete' }).click()
    await page.getByText('1 run deleted.').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('link', { name: 'noted' }).waitFor()
    expect(errors).toEqual([])
    await page.close()
  })

  it('can undo a deletion on the page that was gone to, and carries it out when the tab is closed', async () => {
    await ingest(at.server.url, [started('gone'), ended('gone')])
    const { page } = await openPage(at.browser, at.server.url)
    const names = async () =>
      (await getJson<{ runs: { name: string }[] }>(`${at.server.url}/api/runs`)).runs.map(({ name }) => name)
    await page.getByLabel('Select gone').check()
    await page.getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('link', { name: 'Losses' }).click()
    await page.waitForURL(/\/losses/)
    await page.getByText('1 run deleted.').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('1 run deleted.').waitFor({ state: 'hidden' })
    expect(await names()).toContain('gone')
    await page.close()
    // A browser lives on when one of its tabs is closed, and sends what that tab still had to say.
    const context = await at.browser.newContext()
    const tab = await context.newPage()
    await visit(tab, at.server.url)
    await tab.getByLabel('Select gone').check()
    await tab.getByRole('button', { name: 'Delete' }).click()
    await tab.getByText('1 run deleted.').waitFor()
    await tab.close({ runBeforeUnload: true })
    await eventually(async () => !(await names()).includes('gone'))
    await context.close()
  })

  it('shows NaN within a second of its arrival, with its step, its evidence and a mark', async () => {
    await ingest(at.server.url, [started('goes-bad'), points('goes-bad', 'train/loss', decay(20))])
    const { page, errors } = await openPage(at.browser, `${at.server.url}/runs/goes-bad`)
    await page.getByText('Nothing to report so far.').waitFor()
    await page.locator('canvas').first().waitFor()
    const before = await pictureOf(page)
    const sent = Date.now()
    await ingest(at.server.url, [points('goes-bad', 'train/loss', ['NaN'], 21)])
    await page.getByTestId('headline').getByText('Not a number since step 21').waitFor({ timeout: 1000 })
    expect(Date.now() - sent).toBeLessThan(1000)
    await page.getByText('Evidence, causes, what to try').first().click()
    await page.getByText('last finite').first().waitFor()
    expect(await pictureOf(page)).not.toBe(before)
    expect(await page.title()).toBe('▲ NaN · goes-bad')
    // Next writes the title that the page came with once more, a moment after the page has begun.
    await reload(page)
    await page.waitForTimeout(500)
    expect(await page.title()).toBe('▲ NaN · goes-bad')
    expect(errors).toEqual([])
    await page.close()
  })

  it('shows a divergence as such while the run is live', async () => {
    await ingest(at.server.url, [started('explodes'), points('explodes', 'train/loss', decay(20))])
    const { page } = await openPage(at.browser, `${at.server.url}/runs/explodes`)
    await page.getByText('Nothing to report so far.').waitFor()
    await ingest(at.server.url, [points('explodes', 'train/loss', [40, 900, 4e5], 21)])
    await page.getByTestId('headline').getByText('Diverged at step 21').waitFor()
    await page
      .locator('[id^="finding-explodes:diverged"]')
      .getByRole('button', { name: 'Acknowledge' })
      .click()
    await page.getByText('Acknowledged.').waitFor()
    await reload(page)
    await page.getByText('Acknowledged.').waitFor()
    await page.close()
  })

  it('renames a run, for every open page', async () => {
    await ingest(at.server.url, [
      started('picture'),
      points('picture', 'train/loss', decay(30)),
      ended('picture'),
    ])
    const { page } = await openPage(at.browser, `${at.server.url}/runs/picture`)
    const other = await openPage(at.browser, `${at.server.url}/runs/picture`)
    await page.getByRole('button', { name: 'picture' }).click()
    await page.getByLabel('Name of the run').fill('a better name')
    await page.keyboard.press('Enter')
    await other.page.getByRole('heading', { name: 'a better name' }).waitFor()
    await page.close()
    await other.page.close()
  })

  it('shows a run whose name and tags are the names of numbers', async () => {
    await ingest(at.server.url, [started('odd', { name: 'NaN', tags: ['-0'], params: { note: 'Infinity' } })])
    const { page, errors } = await openPage(at.browser, `${at.server.url}/runs/odd`)
    await ingest(at.server.url, [points('odd', 'train/loss', [1, 2])])
    await page.getByRole('heading', { name: 'NaN' }).waitFor()
    await page.getByText('Nothing to report so far.').waitFor()
    await page.getByText('Learning.').waitFor()
    expect(errors).toEqual([])
    await page.close()
  })

  it('has the list one level up', async () => {
    const { page } = await openPage(at.browser, `${at.server.url}/runs`)
    expect(new URL(page.url()).pathname).toBe('/')
    await page.close()
  })

  it('says so when there is no such run', async () => {
    const { page } = await openPage(at.browser, `${at.server.url}/runs/nobody`)
    await page.getByRole('heading', { name: 'Not here' }).waitFor()
    await page.close()
  })
})
