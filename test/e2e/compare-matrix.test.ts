/** The cross-loss matrix on the page of the comparison, of real trainings and of predictions that were sent. */
import { describe, expect, it } from 'vitest'
import { dashboard } from './dashboard.ts'
import { eventually, getJson, ingest, openPage, started } from './pages.ts'

const at = dashboard()
const panel = 'Every model under every loss'
type Listed = { run: { status: string } }
type Series = { series: { name: string; values: number[]; steps: number[] }[] }

async function train(options: object): Promise<string> {
  const response = await fetch(`${at.server.url}/api/runs`, { method: 'POST', body: JSON.stringify(options) })
  const { run } = (await response.json()) as { run: { id: string } }
  await eventually(async () => {
    return (await getJson<Listed>(`${at.server.url}/api/runs/${run.id}`)).run.status === 'finished'
  })
  return run.id
}

async function send(id: string, outputs: number[], loss: string): Promise<void> {
  await ingest(at.server.url, [started(id, { loss: { id: loss } })])
  const body = JSON.stringify({ which: 'best', outputs, targets: [1, 2, 4] })
  const response = await fetch(`${at.server.url}/api/runs/${id}/predictions`, { method: 'POST', body })
  expect(response.status).toBe(201)
}

describe('the matrix', () => {
  it('scores real trainings as they were validated, and marks what each was trained with', async () => {
    const ids: string[] = []
    for (const loss of ['mse', 'mae'])
      for (const seed of [1, 2]) ids.push(await train({ task: 'car-mileage', loss, seed, epochs: 4 }))
    const { page, errors } = await openPage(at.browser, `${at.server.url}/compare?runs=${ids.join()}`)
    const table = page.getByRole('table', { name: 'Models by the losses that score them' })
    await table.waitFor()
    expect(await table.getByRole('rowheader').allTextContents()).toEqual(['mse2 runs', 'mae2 runs'])
    const own = table.locator('td[data-own="true"]')
    expect(await own.count()).toBe(2)
    const response = await fetch(`${at.server.url}/api/compare/matrix?runs=${ids.join()}&which=last`)
    const { matrix } = (await response.json()) as {
      matrix: { rows: { cells: { values: number[]; isOwn: boolean }[] }[] }
    }
    for (const [row, { cells }] of matrix.rows.entries()) {
      const scored = cells.find(({ isOwn }) => isOwn)?.values ?? []
      for (const [seed, value] of scored.entries()) {
        const id = ids[2 * row + seed]
        const { series } = await getJson<Series>(`${at.server.url}/api/runs/${id}/points?series=val/loss`)
        const validated = series[0]?.values.at(-1) as number
        expect(Math.abs(value / validated - 1)).toBeLessThan(1e-6)
      }
    }
    const differences = page.getByRole('region', { name: 'Where they differ' })
    await differences.getByRole('button').press('Enter')
    await differences.getByRole('img', { name: /^Errors by what was predicted/ }).waitFor()
    const nearer = differences.getByRole('region', { name: 'Nearer the truth with mae' })
    // The row of the table as the data set has it.
    await nearer.getByText('the row').first().press('Enter')
    await nearer.getByText('Horsepower').first().waitFor()
    expect(errors).toEqual([])
    await page.close()
  })

  it('can be scrolled by the keyboard on a phone, where the page does not', async () => {
    await send('x', [1, 2, 3], 'mse')
    await send('y', [1, 2, 4.5], 'mae')
    await ingest(at.server.url, [started('z', { loss: { id: 'mae' } })])
    const url = `${at.server.url}/compare?runs=x,y,z`
    const { page, errors } = await openPage(at.browser, url, { viewport: { width: 390, height: 844 } })
    const section = page.getByRole('region', { name: panel })
    await section.getByText('z is left out: it has no predictions of its best epoch.').waitFor()
    const table = page.getByRole('region', { name: 'The matrix, scrolled sideways' })
    await table.focus()
    for (let press = 0; press < 5; press++) await page.keyboard.press('ArrowRight')
    await eventually(() => table.evaluate(({ scrollLeft }) => scrollLeft > 0))
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    await section.getByLabel('Predictions of').selectOption('last')
    await section.getByText('For this table the runs need predictions.').waitFor()
    expect(errors).toEqual([])
    await page.close()
  })
})
