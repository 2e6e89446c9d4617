import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { seriousViolations } from './axe.ts'
import { dashboard } from './dashboard.ts'
import { ended, ingest, openPage, points, started, visit } from './pages.ts'

const app = dashboard()
const long = Array.from({ length: 3000 }, (_, i) => 1 / (i + 1) + Math.sin(i) / 30)
const values: (number | string)[] = [...long.slice(0, 40), 'NaN', 'Infinity', '-Infinity', ...long.slice(40)]

beforeAll(async () => {
  await ingest(
    app.server.url,
    ['a', 'b'].flatMap((id) => [
      started(id, { name: id === 'a' ? '=a, "first" </script>' : id, loss: { id: 'mse', params: {} } }),
      points(id, 'val/loss', values),
      points(id, 'val/mae', long.slice(0, 50)),
      ended(id),
    ]),
  )
})

/** What the menu of a chart saves. */
async function saved(page: Page, what: RegExp, kind: string): Promise<Buffer> {
  const button = page.getByRole('button', { name: what })
  if ((await button.getAttribute('aria-expanded')) === 'false') await button.press('Enter')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('button', { name: kind, exact: true })
      .and(page.locator('.chart-exports button'))
      .press('Enter'),
  ])
  return readFileSync(await download.path())
}

/** What an XML parser says of a drawing. */
function drawingIn(page: Page, svg: string) {
  return page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(text, 'image/svg+xml')
    const root = parsed.documentElement
    const lines = [...parsed.querySelectorAll('path[stroke-width="2.25"]')]
    return {
      fault: parsed.querySelector('parsererror')?.textContent ?? null,
      size: [Number(root.getAttribute('width')), Number(root.getAttribute('height'))],
      lines: lines.length,
      leansOnPage: /var\(|class=|style=/.test(text),
      font: parsed.querySelector('text')?.getAttribute('font-family'),
    }
  }, svg)
}

const named = (text: string) =>
  text
    .split('\n')
    .slice(1, -1)
    .map((line) => line.slice(line.indexOf('val/')))

describe('the menu of a chart', () => {
  it('saves the picture of a comparison as SVG and PNG, and all stored points as CSV and JSON', async () => {
    const { page, errors } = await openPage(
      app.browser,
      `${app.server.url}/compare?runs=a,b&metric=val/loss&group=none`,
    )
    const what = /^Save val\/loss of 2 runs$/
    const svg = (await saved(page, what, 'SVG')).toString()
    const drawing = await drawingIn(page, svg)
    expect(drawing).toMatchObject({ fault: null, lines: 2, leansOnPage: false })
    expect(drawing.font).toContain('system-ui')

    const png = await saved(page, what, 'PNG')
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(
      drawing.size.map((size) => Math.round(2 * size)),
    )

    const csv = (await saved(page, what, 'CSV')).toString()
    const lines = named(csv)
    expect(lines).toHaveLength(2 * values.length)
    const told = lines.slice(0, values.length).map((line) => line.split(',')[2])
    expect(told).toEqual(values.map((value) => String(value)))
    expect(csv.split('\n')[1]).toMatch(/^a,"'=a, ""first"" <\/script>",val\/loss,1,/)

    const json = JSON.parse((await saved(page, what, 'JSON')).toString()) as {
      run: string
      values: unknown[]
    }[]
    expect(json.map(({ run }) => run)).toEqual(['a', 'b'])
    expect(json[1]?.values).toEqual(values)
    expect(await seriousViolations(page)).toEqual([])
    await page.keyboard.press('Escape')
    expect(await page.locator('.chart-exports').count()).toBe(0)
    expect(errors).toEqual([])
  })

  it('saves of a zoomed chart of a run what is shown, and makes nothing before it is opened', async () => {
    const { page, errors } = await openPage(app.browser, `${app.server.url}/runs/a?zoom=10-20`)
    expect(await page.locator('.chart-exports').count()).toBe(0)
    const csv = (await saved(page, /^Save val\/loss$/, 'CSV')).toString()
    expect(named(csv)).toHaveLength(11)
    const panel = (await saved(page, /^Save mae$/, 'SVG')).toString()
    expect(await drawingIn(page, panel)).toMatchObject({ fault: null, lines: 1 })
    expect(errors).toEqual([])
  })

  it('saves drawings over runs as they stand there, with their table', async () => {
    const { page } = await openPage(app.browser, `${app.server.url}/compare?runs=a,b&across=loss&up=val/loss`)
    const svg = (await saved(page, /^Save val\/loss over loss$/, 'SVG')).toString()
    expect(await drawingIn(page, svg)).toMatchObject({ fault: null, leansOnPage: false })
    expect(svg.match(/<circle/g)).toHaveLength(2)
    expect((await saved(page, /^Save val\/loss over loss$/, 'CSV')).toString()).toContain(
      'run,name,loss,val/loss',
    )
    await visit(page, `${app.server.url}/compare?runs=a,b&plot=parallel`)
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await seriousViolations(page)).toEqual([])
  })
})
