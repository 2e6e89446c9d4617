import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { withSpike } from './curves.ts'
import { dashboard } from './dashboard.ts'
import { ended, getJson, ingest, openPage, points, reload, started, visit } from './pages.ts'

const at = dashboard()
beforeAll(async () => {
  await ingest(at.server.url, [
    started('spiky', { project: 'mine' }),
    points('spiky', 'train/loss', withSpike(80, 50)),
    ended('spiky'),
  ])
})

type Told = { notifications: { ends: string[] } }
type Stored = {
  settings: { muted: object[]; thresholds: object; policies: { stopOnCritical: boolean } } & Told
}
const stored = async () => (await getJson<Stored>(`${at.server.url}/api/settings`)).settings
const ruleOf = (page: Page, name: string) => page.getByRole('listitem', { name, exact: true })
const spikeLevel = (page: Page) =>
  page.getByLabel('How far above its neighbours, in their level', { exact: true })

async function save(page: Page) {
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved. It holds from now on').waitFor()
}

describe('the page of the rules', () => {
  it('is reached from a finding and from the settings, at its rule', async () => {
    const { page, errors } = await openPage(at.browser, `${at.server.url}/runs/spiky`)
    await page.getByRole('link', { name: 'How this rule decides' }).first().click()
    await page.waitForURL('**/findings#spike')
    await page.locator('#spike').getByRole('link', { name: 'Set them' }).click()
    await page.waitForURL('**/settings#rule-spike')
    await ruleOf(page, 'Spike').getByRole('link', { name: 'How it decides' }).click()
    await page.waitForURL('**/findings#spike')
    await page.getByRole('heading', { name: 'Spike' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    expect(errors).toEqual([])
    await page.close()
  })
})

describe('the settings page', () => {
  it('edits a threshold, tries it on past runs, saves it and shows it after a reload', async () => {
    const { page, errors } = await openPage(at.browser, `${at.server.url}/settings#rule-spike`)
    await ruleOf(page, 'Spike').getByText('info · 1 of the last 1 run flagged').waitFor()
    await spikeLevel(page).fill('50')
    await ruleOf(page, 'Spike').getByText('1 threshold changed').waitFor()
    await page.getByText('Not saved yet: thresholds.').waitFor()
    await ruleOf(page, 'Spike').getByRole('button', { name: 'Try on the last 50 runs' }).click()
    await page.getByText('it would have been silent about 1 run that it flagged').waitFor()
    await ruleOf(page, 'Spike').getByRole('cell', { name: 'silent now' }).waitFor()
    expect(await stored()).toMatchObject({ thresholds: {} })
    await save(page)
    expect(await stored()).toMatchObject({ thresholds: { spike: { share: 50 } } })
    await reload(page)
    expect(await spikeLevel(page).inputValue()).toBe('50')
    await ruleOf(page, 'Spike')
      .getByRole('button', { name: /^Reset/ })
      .click()
    expect(await spikeLevel(page).inputValue()).toBe('0.5')
    await save(page)
    expect(await stored()).toMatchObject({ thresholds: {} })
    expect(errors).toEqual([])
    await page.close()
  })

  it('says at its place what cannot be saved, and takes back what was not', async () => {
    const { page } = await openPage(at.browser, `${at.server.url}/settings#rule-spike`)
    await spikeLevel(page).fill('1e9')
    await ruleOf(page, 'Spike').getByText('This is a number from 0.1 to 100.').waitFor()
    await page.getByLabel('Address of a webhook; empty for none').fill('ftp://here')
    await page.getByText('The address of a webhook begins with http:// or https://.').waitFor()
    await page.getByText('2 fields need another look.').waitFor()
    expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: 'Discard' }).click()
    expect(await spikeLevel(page).inputValue()).toBe('0.5')
    expect(await page.getByRole('button', { name: 'Save' }).count()).toBe(0)
    await page.close()
  })

  it('asks before it is left with what is not saved, by a link and back in history', async () => {
    const { page, errors } = await openPage(at.browser, `${at.server.url}/losses`)
    const bar = page.getByRole('navigation', { name: 'Pages' })
    await bar.getByRole('link', { name: 'Settings' }).click()
    expect(await page.getByRole('button', { name: 'Send a test' }).isDisabled()).toBe(true)
    await page.getByText('Enter the address of a webhook first.').waitFor()
    await page.getByLabel('finishes').check()
    const asked = page.getByRole('dialog', { name: 'Leave without saving?' })
    await bar.getByRole('link', { name: 'Compare' }).click()
    await asked.getByRole('button', { name: 'Stay' }).click()
    await page.evaluate(() => history.back())
    await asked.getByRole('button', { name: 'Stay' }).click()
    expect(new URL(page.url()).pathname).toBe('/settings')
    expect(await page.getByLabel('finishes').isChecked()).toBe(true)
    await bar.getByRole('link', { name: 'Compare' }).click()
    await asked.getByRole('button', { name: 'Leave without saving' }).click()
    await page.waitForURL('**/compare')
    await visit(page, `${at.server.url}/settings`)
    await page.getByLabel('finishes').check()
    await save(page)
    await bar.getByRole('link', { name: 'Compare' }).click()
    await page.waitForURL('**/compare')
    expect((await stored()).notifications.ends).toEqual(['failed', 'lost', 'finished'])
    expect(errors).toEqual([])
    await page.close()
  })

  it('keeps what another page has changed meanwhile', async () => {
    const { page } = await openPage(at.browser, `${at.server.url}/settings`)
    const other = await openPage(at.browser, `${at.server.url}/settings`)
    await page.getByLabel('Stop a run at a critical finding').check()
    await other.page.getByLabel('Rule to mute').selectOption('No better')
    await other.page.getByRole('button', { name: 'Mute', exact: true }).click()
    await save(other.page)
    await save(page)
    expect(await stored()).toMatchObject({ muted: [{ code: 'flat' }], policies: { stopOnCritical: true } })
    await page.getByRole('button', { name: 'Unmute No better everywhere' }).click()
    await page.getByLabel('Stop a run at a critical finding').uncheck()
    await save(page)
    expect(await stored()).toMatchObject({ muted: [], policies: { stopOnCritical: false } })
    await page.close()
    await other.page.close()
  })
})

describe('a finding on the page of its run', () => {
  it('mutes its rule in this run, in its project or everywhere, and takes that back', async () => {
    const { page, errors } = await openPage(at.browser, `${at.server.url}/runs/spiky`)
    const spike = page.getByRole('listitem').filter({ hasText: 'Spike at step 51' })
    const places = [
      ['In this run', { code: 'spike', runId: 'spiky' }],
      ['In the project mine', { code: 'spike', project: 'mine' }],
      ['Everywhere', { code: 'spike' }],
    ] as const
    for (const [place, mute] of places) {
      await spike.getByRole('button', { name: 'Mute this rule' }).click()
      await spike.getByRole('button', { name: place }).click()
      await spike.getByText('this rule raises nothing new there').waitFor()
      expect((await stored()).muted).toEqual([mute])
      await reload(page)
      await spike.getByRole('button', { name: 'Undo' }).click()
      await spike.getByRole('button', { name: 'Mute this rule' }).waitFor()
      expect((await stored()).muted).toEqual([])
    }
    expect(errors).toEqual([])
    await page.close()
  })

  it('is not raised where its rule is muted on the settings page', async () => {
    const { page } = await openPage(at.browser, `${at.server.url}/settings`)
    await page.waitForLoadState('networkidle') // What is chosen before its scripts are there is not heard.
    await page.getByLabel('Rule to mute').selectOption('Spike')
    await page.getByLabel('Where it is muted').selectOption('in a project')
    await page.getByRole('button', { name: 'Mute', exact: true }).click()
    await save(page)
    await ingest(at.server.url, [
      started('quiet', { project: 'mine' }),
      points('quiet', 'train/loss', withSpike(80, 50)),
      started('heard', { project: 'other' }),
      points('heard', 'train/loss', withSpike(80, 50)),
    ])
    await visit(page, `${at.server.url}/runs/heard`)
    await page.getByText('Spike at step 51').first().waitFor()
    await visit(page, `${at.server.url}/runs/quiet`)
    await page.getByText('Nothing to report so far.').waitFor()
    await visit(page, `${at.server.url}/settings`)
    await page.getByRole('button', { name: 'Unmute Spike in the project mine' }).click()
    await save(page)
    await page.close()
  })
})

describe('notifications of the browser', () => {
  it('tell a hidden page of a new finding once, and not of those that were open before', async () => {
    await ingest(at.server.url, [started('old'), points('old', 'train/loss', [1, 'NaN'])])
    await ingest(at.server.url, [
      started('told', { name: 'a live run' }),
      points('told', 'train/loss', [1, 0.9]),
    ])
    const context = await at.browser.newContext()
    await context.addInitScript(`
      window.told = []
      window.Notification = class {
        static permission = 'granted'
        static requestPermission = async () => 'granted'
        constructor(title, { body }) { window.told.push(title + ' · ' + body) }
      }
      Object.defineProperty(document, 'hidden', { get: () => true })`)
    const page = await context.newPage()
    const looked = page.waitForResponse((response) => response.url().endsWith('/api/runs/old/findings'))
    await visit(page, `${at.server.url}/settings`)
    await page.getByLabel('Notifications of this browser').check()
    await looked
    const told = () => page.evaluate<string[]>('window.told')
    await page.waitForTimeout(200)
    await ingest(at.server.url, [points('told', 'train/loss', ['NaN'], 3)])
    await expect.poll(told).toEqual(['Not a number since step 3 · a live run'])
    await ingest(at.server.url, [points('told', 'train/loss', Array(20).fill('NaN'), 4)])
    await ingest(at.server.url, [points('old', 'train/loss', Array(20).fill('NaN'), 3)])
    await page.waitForTimeout(1500)
    expect(await told()).toHaveLength(1)
    await context.close()
  })
})
