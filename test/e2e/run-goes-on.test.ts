import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { dashboard } from './dashboard.ts'
import { ended, ingest, openPage, points, started } from './pages.ts'

const at = dashboard()
const upTo = (n: number, value: (step: number) => number) => Array.from({ length: n }, (_, i) => value(i + 1))

describe('the page of a run that goes on elsewhere', () => {
  it('tells the branch that goes on, too, where the history of the browser brings the page back', async () => {
    await ingest(at.server.url, [
      started('back'),
      points(
        'back',
        'train/loss',
        upTo(50, (step) => 5 / step),
      ),
      ended('back'),
    ])
    const { page, errors } = await openPage(at.browser, `${at.server.url}/runs/back`)
    await page.getByText('Training loss 0.1000').waitFor()
    await page.getByRole('link', { name: 'Runs', exact: true }).click()
    await page.getByRole('link', { name: 'back' }).waitFor()
    await ingest(at.server.url, [started('back'), points('back', 'train/loss', [3, 2.9, 2.8], 20)])
    // A page that is left before it has been made anew would come back as it was made.
    const isAnew = page.waitForResponse((answer) => {
      const headers = answer.request().headers()
      return 'rsc' in headers && !('next-router-prefetch' in headers)
    })
    await page.goBack()
    await page.getByText('Learning. Training loss 2.800, best 0.2632 at step 19.').waitFor()
    await isAnew
    // What was only corrected leaves no branch.
    await page.getByRole('link', { name: 'Runs', exact: true }).click()
    await page.getByRole('link', { name: 'back' }).waitFor()
    await ingest(at.server.url, [points('back', 'train/loss', [2.5], 22)])
    await page.goBack()
    await page.getByText('Learning. Training loss 2.500').waitFor()
    expect(errors).toEqual([])
    await page.close()
  })

  it('comes back when its program begins a deleted run anew', async () => {
    await ingest(at.server.url, [started('anew'), points('anew', 'train/loss', [2, 1])])
    const { page } = await openPage(at.browser, `${at.server.url}/runs/anew`)
    await page.getByText('Learning.').waitFor()
    await fetch(`${at.server.url}/api/runs/anew`, { method: 'DELETE' })
    await page.getByText('This run has been deleted.').waitFor()
    await ingest(at.server.url, [started('anew', { name: 'born again' })])
    await ingest(at.server.url, [points('anew', 'train/loss', [4, 3.5])])
    await page.getByRole('heading', { name: 'born again' }).waitFor()
    await page.getByText('Training loss 3.500, its best so far.').waitFor()
    await page.close()
  })

  it('is told to be deleted, also where the page was not connected then', async () => {
    for (const id of ['gone-a', 'gone-b'])
      await ingest(at.server.url, [started(id), points(id, 'train/loss', [2, 1])])
    let connect = () => {}
    const mayConnect = new Promise<void>((resolve) => {
      connect = resolve
    })
    const pages = ['/runs/gone-a', '/compare?runs=gone-a,gone-b'].map(async (path) => {
      const { page } = await openPage(at.browser, 'about:blank')
      await page.routeWebSocket(/socket\.io/, async (socket) => {
        await mayConnect
        socket.connectToServer()
      })
      await page.goto(`${at.server.url}${path}`)
      await page.getByText('train/loss').first().waitFor()
      return page
    })
    const [one, both] = await Promise.all(pages)
    await fetch(`${at.server.url}/api/runs/gone-a`, { method: 'DELETE' })
    connect()
    await one?.getByText('This run has been deleted.').waitFor()
    await both?.getByText('gone-a has just been deleted.').waitFor()
    await Promise.all([one?.close(), both?.close()])
  })

  it('offers to hold only a program that can be held', async () => {
    const sources = ['python', 'wandb 0.31.0', 'my-loop', 'client']
    const held: string[] = []
    for (const [i, source] of sources.entries()) {
      await ingest(at.server.url, [
        started(`held-${i}`, { source }),
        points(`held-${i}`, 'train/loss', [2, 1]),
      ])
      const { page } = await openPage(at.browser, `${at.server.url}/runs/held-${i}`)
      await page.getByRole('button', { name: 'Stop' }).waitFor()
      if (await page.getByRole('button', { name: 'Pause' }).count()) held.push(source)
      await page.close()
    }
    expect(held).toEqual(['client'])
  })

  it('cuts off no time beside a value by the clock', async () => {
    const times = [0, 1, 2].map((i) => Date.UTC(2025, 10, 29, 22, 41, i * 20))
    const series = [{ name: 'train/loss', steps: [1, 2, 3], values: [3, 2, 1], times }]
    await ingest(at.server.url, [started('by-clock'), { type: 'points', runId: 'by-clock', series }])
    for (const width of [1440, 1024, 390]) {
      const { page } = await openPage(at.browser, `${at.server.url}/runs/by-clock?x=wall`, {
        viewport: { width, height: 800 },
      })
      const place = page.locator('.docked-place').first()
      await place.getByText(/^@ .*20\d\d|^@ .*\d:\d\d/).waitFor()
      const cut = await place.evaluate((element) => element.scrollWidth - element.clientWidth)
      expect(cut, `at ${width} px: ${await place.textContent()}`).toBeLessThanOrEqual(0)
      await page.close()
    }
  })

  it('has findings under the curve at the time at which it was there', async () => {
    // Twenty steps in a minute, a night, twenty steps more, the last ones without a number.
    const day = Date.UTC(2025, 10, 29)
    const night = 36_000_000
    const steps = upTo(40, (step) => step)
    const times = steps.map((step) => day + 3000 * step + (step > 20 ? night : 0))
    const values = steps.map((step) => (step > 30 ? 'NaN' : 2 / step))
    const series = [{ name: 'train/loss', steps, values, times }]
    await ingest(at.server.url, [started('night'), { type: 'points', runId: 'night', series }])
    const leftAt = async (address: string) => {
      const { page } = await openPage(at.browser, `${at.server.url}/runs/night${address}`)
      const bar = page.locator('.timeline-bar').first()
      await bar.waitFor()
      await page.getByLabel('From left to right').waitFor()
      const left = await bar.evaluate((element) => Number.parseFloat(element.style.left))
      await page.close()
      return left
    }
    expect(await leftAt('')).toBeCloseTo((100 * 30) / 39, 0)
    expect(await leftAt('?x=wall')).toBeGreaterThan(99)
  })
})

describe('a page that the history of the browser brings back', () => {
  const leaveAndReturn = async (page: Page, meanwhile: () => Promise<unknown> = async () => {}) => {
    await page.getByRole('link', { name: 'Losses', exact: true }).click()
    await page.getByRole('heading', { name: 'Losses', exact: true }).waitFor()
    await meanwhile()
    await page.goBack()
  }

  it('shows the settings that hold, and not those before they were saved', async () => {
    const { page, errors } = await openPage(at.browser, `${at.server.url}/settings`)
    const stop = page.getByLabel('Stop a run at a critical finding')
    await stop.check()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved. It holds').waitFor()
    await leaveAndReturn(page)
    await expect.poll(() => stop.isChecked()).toBe(true)
    await stop.uncheck()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved. It holds').waitFor()
    expect(errors).toEqual([])
    await page.close()
  })

  it('knows in which run a rule was muted, and a sweep that has begun', async () => {
    await ingest(at.server.url, [started('muted'), points('muted', 'train/loss', [2, 'NaN']), ended('muted')])
    const { page } = await openPage(at.browser, `${at.server.url}/runs/muted`)
    await page.getByText('Mute this rule').click()
    await page.getByRole('button', { name: 'In this run' }).click()
    await page.getByText('Muted in this run').waitFor()
    await leaveAndReturn(page)
    await page.getByText('Muted in this run').waitFor()
    await page.goto(`${at.server.url}/sweeps`)
    await page.getByRole('heading', { name: 'Sweeps' }).waitFor()
    const plan = {
      task: 'penguins',
      losses: ['cross-entropy'],
      seeds: '1',
      epochs: 1,
      name: 'begun meanwhile',
    }
    await leaveAndReturn(page, () =>
      fetch(`${at.server.url}/api/sweeps`, { method: 'POST', body: JSON.stringify(plan) }),
    )
    await page.getByRole('link', { name: 'begun meanwhile' }).waitFor()
    await page.close()
  })
})
