import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lossIds } from '../../lib/losses/index.ts'
import { root } from '../source-files.ts'
import { dashboard } from './dashboard.ts'
import { eventually, expectSound, ingest, openPage, pictureOf, reload, started, visit } from './pages.ts'

const at = dashboard()

describe('the page of a loss', () => {
  it('shows its formula, set and spoken, and no error', async () => {
    const { page, errors } = await openPage(at.browser, `${at.server.url}/losses/cross-entropy`)
    await page.getByRole('heading', { name: 'Cross-entropy', level: 1 }).waitFor()
    const formula = page.locator('.katex').first()
    const box = await formula.boundingBox()
    expect(box?.height).toBeGreaterThan(20)
    expect(await formula.locator('math').count()).toBe(1)
    const font = await formula.evaluate((element) => getComputedStyle(element).fontFamily)
    expect(font).toContain('KaTeX')
    for (const value of ['0.3133', '0.5514', '1.461', '2.303']) await page.getByText(value).first().waitFor()
    expect(errors).toEqual([])
    await page.close()
  })

  it('moves the curve and the values with a slider, by keyboard, and keeps that in the address', async () => {
    const { page, errors } = await openPage(at.browser, `${at.server.url}/losses/huber`)
    const before = await eventually(() => pictureOf(page))
    expect(await page.getByTestId('mean-0').textContent()).toBe('1.455')
    await page.getByLabel('delta', { exact: true }).focus()
    for (let i = 0; i < 20; i++) await page.keyboard.press('ArrowRight')
    await expect.poll(() => page.getByLabel('delta, as a number').inputValue()).toBe('2')
    await expect.poll(() => page.getByTestId('mean-0').textContent()).toBe('2.705')
    await eventually(async () => (await pictureOf(page)) !== before)
    await expect.poll(() => page.url()).toContain('huber.delta=2')
    await reload(page)
    await expect.poll(() => page.getByTestId('mean-0').textContent()).toBe('2.705')
    expect(errors).toEqual([])
    await page.close()
  })

  it('says what the outlier makes up, and follows what is typed into the table', async () => {
    const { page } = await openPage(at.browser, `${at.server.url}/losses/mse`)
    await page.getByRole('checkbox', { name: 'mae' }).check()
    await expect.poll(() => page.getByTestId('the-1').textContent()).toBe('87 %')
    expect(await page.getByTestId('the-0').textContent()).toBe('99 %')
    await page.getByLabel('prediction of row 6').fill('14')
    await expect.poll(() => page.getByTestId('mean-0').textContent()).toBe('0.07667')
    await page.close()
  })

  it('answers what is no number, and what the loss refuses, with one sentence and no error', async () => {
    const { page, errors } = await openPage(at.browser, `${at.server.url}/losses/msle`)
    await page.getByLabel('prediction of row 1').fill('many')
    await page.getByText('Row 1: the prediction must be a number, not "many".').waitFor()
    await page.getByLabel('prediction of row 1').fill('1e300')
    await page.getByText('Row 1: the prediction is 1e300, and this table goes to a million.').waitFor()
    await page.getByLabel('prediction of row 1').fill('-5')
    await page.getByText('Mean squared logarithmic error: Row 1').waitFor()
    await visit(page, `${at.server.url}/losses/huber?huber.delta=-1`)
    await page.getByText('The parameter delta of the loss huber must be a number above 0').waitFor()
    expect(errors).toEqual([])
    await page.close()
  })

  it('moves a point with the arrow keys', async () => {
    const { page } = await openPage(at.browser, `${at.server.url}/losses/triplet`)
    await page.getByRole('slider', { name: 'negative' }).focus()
    for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowLeft')
    await expect.poll(() => page.getByLabel('x of negative').inputValue()).toBe('-1.10')
    await page.close()
  })

  it('changes the library of its code with the arrow keys', async () => {
    const { page } = await openPage(at.browser, `${at.server.url}/losses/mae`)
    await page.getByRole('tab', { name: 'PyTorch' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.getByText("import { evaluate, lossOf, tensorOf } from 'lossglass/losses'").waitFor()
    await page.keyboard.press('ArrowRight')
    await page.getByText('CosineDecay').waitFor()
    await page.close()
  })

  it('is where the loss of a run leads', async () => {
    await ingest(at.server.url, [
      started('led', { loss: { id: 'huber' } }),
      started('own', { loss: { id: 'mine' } }),
    ])
    const { page } = await openPage(at.browser, `${at.server.url}/runs/led`)
    await page.getByRole('link', { name: 'huber' }).click()
    await page.getByRole('heading', { name: 'Huber loss' }).waitFor()
    await visit(page, `${at.server.url}/runs/own`)
    await page.getByText('mine').waitFor()
    expect(await page.getByRole('link', { name: 'mine' }).count()).toBe(0)
    await page.close()
  })

  it('is not there for what is no loss', async () => {
    const { page } = await openPage(at.browser, `${at.server.url}/losses/nothing`)
    await page.getByRole('heading', { name: 'Not here' }).waitFor()
    await page.close()
  })
})

describe('the list of losses', () => {
  it('takes at once what was typed when the field is left, which calls nobody back from another page', async () => {
    const { page, errors } = await openPage(at.browser, `${at.server.url}/losses`)
    const search = page.getByLabel('I have the loss')
    await search.fill('nn.MSELoss')
    await search.blur()
    await page.waitForURL(/call=nn\.MSELoss/, { timeout: 5000 })
    await search.fill('nn.L1Loss')
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Settings' }).click()
    await page.waitForURL('**/settings')
    await page.waitForTimeout(300)
    expect(new URL(page.url()).pathname).toBe('/settings')
    expect(errors).toEqual([])
    await page.close()
  })

  it('leads to each loss and compares several of any kind', async () => {
    const { page, errors } = await openPage(at.browser, `${at.server.url}/losses`)
    expect(await page.locator('.loss-card').count()).toBe(lossIds.length)
    await page.getByLabel('What is predicted').selectOption('One of several classes')
    await page.getByRole('checkbox', { name: 'kl-div' }).check()
    await expect.poll(() => page.url()).toContain('stage=classes')
    await expect.poll(() => page.url()).toContain('kl-div')
    await reload(page)
    expect(await page.getByRole('checkbox', { name: 'kl-div' }).isChecked()).toBe(true)
    await page.getByRole('link', { name: 'Dice loss' }).first().click()
    await page.getByRole('heading', { name: 'Dice loss', level: 1 }).waitFor()
    expect(errors).toEqual([])
    await page.close()
  })
})

describe('the chooser', () => {
  it('leads from three answers to a loss and its command', async () => {
    const { page } = await openPage(at.browser, `${at.server.url}/losses/choose`)
    await page.getByLabel('how many of something').check()
    await expect.poll(() => page.getByTestId('advice').textContent()).toContain('Poisson')
    await page.getByText('npm run train -- --task football-goals --loss poisson-nll').waitFor()
    expect(page.url()).toContain('target=count')
    await page.close()
  })

  it('leads from a file, which it sends nowhere, to a loss, its reason and its command', async () => {
    const { page, errors } = await openPage(at.browser, `${at.server.url}/losses/choose`)
    const sent: string[] = []
    page.on('request', (request) => {
      if (request.method() !== 'GET') sent.push(request.url())
    })
    await page.locator('main input[type=file]').setInputFiles(join(root, 'public/penguins.csv'))
    await page.getByText('3 classes: Adelie 152, Gentoo 124, Chinstrap 68.').waitFor()
    await page
      .getByText('npm run train -- --data penguins.csv --target Species --loss cross-entropy')
      .waitFor()
    await page.getByLabel('Target column of penguins.csv').selectOption('Body Mass (g)')
    await page.getByText("--target 'Body Mass (g)' --loss mse").waitFor()
    await page.getByLabel('Target column of penguins.csv').selectOption('Island')
    await page.getByText('168').first().waitFor()
    const held = await page.evaluateHandle(() => {
      const data = new DataTransfer()
      data.items.add(new File(['step,loss\n1,2\n2,1\n'], 'mine.csv'))
      return data
    })
    for (const target of ['.file-target', 'body'])
      await page.dispatchEvent(target, 'drop', { dataTransfer: held })
    await page.getByLabel('Target column of mine.csv').waitFor()
    expect(sent).toEqual([])
    expect(errors).toEqual([])
    await page.close()
  })

  it('says what is wrong with a file', async () => {
    const { page } = await openPage(at.browser, `${at.server.url}/losses/choose`)
    await page
      .locator('main input[type=file]')
      .setInputFiles({ name: 'odd.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2\n3\n') })
    await page.getByText('odd.csv: Line 3 has 1 value, but the first line names 2 columns.').waitFor()
    await page.close()
  })
})

describe('the pages of the losses', () => {
  it('have no console error and no sideways scrolling, at any size', async () => {
    const ids = [
      'smooth-l1',
      'multilabel-soft-margin',
      'info-nce',
      'wasserstein',
      'detection',
      'dice',
      'kl-div',
    ]
    const paths = ['', '/choose', '/guide', ...ids.map((id) => `/${id}`)]
    await expectSound(
      at.browser,
      paths.map((path) => `${at.server.url}/losses${path}`),
    )
  })

  it('do not move when their program starts', async () => {
    const { page } = await openPage(at.browser, 'about:blank')
    await page.addInitScript({
      content: `window.shifted = 0
        new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shifted += entry.value })
          .observe({ type: 'layout-shift', buffered: true })`,
    })
    await visit(page, `${at.server.url}/losses/huber?huber.delta=2&on=mse,huber`)
    await page.locator('canvas').first().waitFor()
    await page.waitForTimeout(800)
    expect(await page.evaluate(() => (window as unknown as { shifted: number }).shifted)).toBeLessThan(0.01)
    await page.close()
  })
})
