import { describe, expect, it } from 'vitest'
import type { SweepDetail } from '../../lib/sweep/detail.ts'
import { seriousViolations } from './axe.ts'
import { dashboard } from './dashboard.ts'
import { eventually, getJson, openPage, reload } from './pages.ts'

const at = dashboard()
const detail = (name: string) => getJson<SweepDetail>(`${at.server.url}/api/sweeps/${name}`)

describe('a sweep on the page', () => {
  it('is set up in the form, seen while it goes on, stopped, gone on with and compared', async () => {
    const { page, errors } = await openPage(at.browser, at.server.url)
    await page.goto(`${at.server.url}/sweeps`)
    await page.getByLabel('Task').selectOption('car-mileage')
    await page.getByLabel('huber', { exact: true }).check()
    await page.getByLabel('Parameters of huber').fill('delta=2')
    await page.getByLabel(/^Seeds/).fill('1')
    // Long enough that a busy machine stops it before it is done.
    await page.getByLabel('Epochs').fill('700')
    await page.getByLabel('Trainings at a time').fill('1')
    await page.getByLabel('Name (optional)').fill('from the page')
    await page.getByText(/^2 trainings \(2 losses × 1 seed\)/).waitFor()
    expect(await seriousViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Start the sweep' }).click()

    await page.waitForURL('**/sweeps/sweep-*')
    await page.getByText('going on', { exact: true }).waitFor()
    await page
      .getByRole('progressbar', { name: /, seed \d/ })
      .first()
      .waitFor()
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByText('stopped', { exact: true }).waitFor()
    const { trainings, state } = await detail('from the page')
    expect(state).toBe('stopped')
    expect(trainings.map(({ loss, seed }) => `${loss} ${seed}`)).toEqual(['mse 0', 'huber(delta=2) 0'])
    expect(trainings.some(({ isOver }) => !isOver)).toBe(true)
    expect(await seriousViolations(page)).toEqual([])

    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByText('done', { exact: true }).waitFor({ timeout: 25_000 })
    await page.getByText('2 of 2 trained').waitFor()
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    await page.getByRole('link', { name: 'Compare its runs' }).click()
    await page.waitForURL(/compare\?.*runs=sweep-/)
    expect(errors).toEqual([])
    await page.close()
  }, 60_000)

  it('says of what cannot be trained why, and of what failed how', async () => {
    const { page } = await openPage(at.browser, `${at.server.url}/sweeps`)
    await page.getByLabel('Task').selectOption('car-mileage')
    await page.getByLabel('Others: sums').fill('mea')
    await page.getByLabel(/^Seeds/).fill('1')
    await page.getByRole('button', { name: 'Start the sweep' }).click()
    await page.getByText('Unknown loss "mea"').waitFor()
    await page.getByLabel('Others: sums').fill('')
    await page.getByLabel('Learning rates').fill('1e300')
    await page.getByRole('button', { name: 'Start the sweep' }).click()
    await page.getByRole('heading', { name: 'Failed' }).waitFor()
    await page.getByText('Usually the learning rate').waitFor()
    await page.getByRole('button', { name: 'Train the 1 that did not finish again' }).waitFor()
    await reload(page)
    await page.getByRole('link', { name: 'failed' }).waitFor()
    await page.close()
  })
})

it('a sweep that nobody trains any more is interrupted, and goes on by a button', async () => {
  const body = { task: 'car-mileage', losses: 'mse', seeds: 1, epochs: 1, name: 'left', holder: 'nobody' }
  const post = (path: string, body: object) =>
    fetch(`${at.server.url}/api/sweeps${path}`, { method: 'POST', body: JSON.stringify(body) })
  await post('', body)
  await post('/left/beat', { holder: 'nobody', isOver: true })
  const { sweep } = await detail('left')
  const { page } = await openPage(at.browser, `${at.server.url}/sweeps/${sweep.id}`)
  await page.getByText('1 training of it is left').waitFor()
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByText('1 of 1 trained').waitFor()
  await eventually(async () => (await detail('left')).state === 'done')
  await page.close()
})
