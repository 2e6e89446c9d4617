import { expect, it } from 'vitest'
import { seriousViolations } from './axe.ts'
import { dashboard } from './dashboard.ts'
import { openPage, reload, visit } from './pages.ts'

const token = 'the secret of the owner'
const at = dashboard({ token })
const own = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }

it('a token is made on the page and shown once; who has it sees what it may do; revoked it is turned away', async () => {
  const { url } = at.server
  const events = [{ type: 'run-started', run: { id: 'a', name: 'a run', source: 'client' } }]
  await fetch(`${url}/api/ingest`, { method: 'POST', headers: own, body: JSON.stringify({ events }) })
  const { page, errors } = await openPage(
    at.browser,
    `${url}/settings?token=${encodeURIComponent(token)}#tokens`,
  )
  expect(page.url()).not.toContain('token=')
  await page.getByRole('textbox', { name: 'Name' }).fill('reader')
  await page.getByRole('checkbox', { name: 'log', exact: true }).uncheck()
  await page.getByRole('checkbox', { name: 'read', exact: true }).check()
  await page.getByRole('button', { name: 'Make token' }).click()
  const made = page.getByRole('region', { name: 'The token reader' })
  const text = (await made.getByRole('code').textContent()) ?? ''
  expect(text).toMatch(/^lg_[0-9a-f]{64}$/)
  await page.getByText('never used').waitFor()
  expect(await seriousViolations(page)).toEqual([])
  await page.setViewportSize({ width: 390, height: 800 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)

  const visitor = await at.browser.newContext()
  const seen = await visitor.newPage()
  await visit(seen, `${url}/runs/a?token=${text}`)
  expect(seen.url()).toBe(`${url}/runs/a`)
  await seen.getByRole('heading', { name: 'a run' }).waitFor()
  await seen.getByText('1 live').waitFor()
  for (const name of ['Stop', 'Delete', 'Annotate', 'Add notes'])
    expect(await seen.getByRole('button', { name, exact: true }).count()).toBe(0)
  expect(await seen.getByRole('link', { name: 'Settings' }).count()).toBe(0)
  expect((await seen.goto(`${url}/settings?x=1%2C2#tokens`))?.status()).toBe(403)
  await seen.getByText('This needs the right "owner", and the token "reader" has "read" only.').waitFor()
  expect(await seriousViolations(seen)).toEqual([])
  await seen.getByLabel('Token').fill(` ${token} `)
  await seen.getByRole('button', { name: 'Enter' }).click()
  await seen.getByRole('heading', { name: 'Settings' }).waitFor()
  expect(seen.url()).toBe(`${url}/settings?x=1%2C2#tokens`)
  await visit(seen, `${url}/runs/a?token=${text}`)

  await reload(page)
  expect(await page.getByText(text).count()).toBe(0)
  await page.getByText('last used just now').waitFor()
  await page.getByRole('button', { name: 'Revoke reader' }).click()
  await page.getByRole('button', { name: 'Revoke', exact: true }).click()
  await page.getByText('There is no token yet.').waitFor()
  await seen.getByText('The server no longer takes the token of this browser.').waitFor()
  expect((await seen.goto(`${url}/runs/a`))?.status()).toBe(401)
  expect(errors).toEqual([])
  await Promise.all([page.close(), visitor.close()])
})
