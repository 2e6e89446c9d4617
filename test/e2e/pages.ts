/** What the tests of the pages share. */
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'

/** A page of 1280 × 800 whose console errors are kept. */
export async function openPage(
  browser: Browser,
  url: string,
  options = {},
): Promise<{ page: Page; errors: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, ...options })
  page.setDefaultTimeout(15_000)
  const errors: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(error.message))
  await visit(page, url)
  return { page, errors }
}

/** Goes to an address and waits for {@link answers}. */
export async function visit(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await answers(page)
}

/** Loads the page anew and waits for {@link answers}. */
export async function reload(page: Page): Promise<void> {
  await page.reload()
  await answers(page)
}

/**
 * Waits until React has taken over every button of the page, and its effects have run: what is pressed before is lost,
 * as on any page that comes from a server.
 */
async function answers(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('button')].every((button) =>
      Object.keys(button).some((key) => key.startsWith('__reactProps$')),
    ),
  )
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done)))
}

export async function ingest(url: string, events: unknown[]): Promise<void> {
  const response = await fetch(`${url}/api/ingest`, { method: 'POST', body: JSON.stringify({ events }) })
  expect(await response.json()).toEqual({ accepted: events.length })
}

export function started(id: string, rest: object = {}) {
  return { type: 'run-started', run: { id, name: id, ...rest } }
}

export function ended(runId: string) {
  return { type: 'run-ended', runId, status: 'finished' }
}

export function points(runId: string, name: string, values: (number | string)[], firstStep = 1) {
  return { type: 'points', runId, series: [{ name, steps: values.map((_, i) => firstStep + i), values }] }
}

export async function getJson<T>(url: string): Promise<T> {
  const response = await fetch(url)
  return (await response.json()) as T
}

/** Waits until a check of the world holds. */
export async function eventually<T>(
  look: () => Promise<T | undefined | null | false>,
  timeoutMs = 20_000,
): Promise<T> {
  const end = Date.now() + timeoutMs
  for (;;) {
    const seen = await look()
    if (seen) return seen
    if (Date.now() > end) throw new Error(`This did not come true in ${timeoutMs} ms: ${look}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** The picture of the first chart, to see whether it changes. */
export function pictureOf(page: Page): Promise<string> {
  return page
    .locator('canvas')
    .first()
    .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL())
}

/** Widths, heights and schemes at which every page is looked at. */
const places = [
  [1440, 900, 'light'],
  [1024, 768, 'dark'],
  [390, 844, 'dark'],
] as const

/** Visits addresses, each once, and looks at them at all places: none scrolls sideways, and none has an error. */
export async function expectSound(browser: Browser, urls: readonly string[]): Promise<void> {
  const { page, errors } = await openPage(browser, 'about:blank')
  for (const url of urls) {
    await visit(page, url)
    await page.locator('main').waitFor()
    for (const [width, height, colorScheme] of places) {
      await page.setViewportSize({ width, height })
      await page.emulateMedia({ colorScheme })
      await drawn(page)
      // A chart follows the width in a frame of its own.
      const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      await expect
        .poll(overflow, { message: `${url} at ${width} × ${height}`, interval: 20, timeout: 2000 })
        .toBeLessThanOrEqual(0)
      expect({ url, width, errors }).toEqual({ url, width, errors: [] })
    }
  }
  await page.close()
}

/** Waits until what has changed is laid out and drawn. */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestIdleCallback(done, { timeout: 500 }))),
  )
}
