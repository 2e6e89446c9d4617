import { expect, it } from 'vitest'
import type { Annotation } from '../../lib/annotation.ts'
import { seriousViolations } from './axe.ts'
import { dashboard } from './dashboard.ts'
import { eventually, getJson, ingest, openPage, points, started } from './pages.ts'

const at = dashboard()

/** One server and one page for all that happens to a run beside its points. */
it('says beside the points of a run what people and programs tell, what happened and what it prints, live', {
  timeout: 60_000,
}, async () => {
  const { url } = at.server
  const decay = Array.from({ length: 60 }, (_, i) => 0.2 + 2 * Math.exp(-i / 10))
  await ingest(url, [started('told'), points('told', 'train/loss', decay)])
  const { page, errors } = await openPage(at.browser, `${url}/runs/told`)
  const rail = page.getByRole('region', { name: 'Annotations' })
  const read = async () =>
    (await getJson<{ annotations: Annotation[] }>(`${url}/api/runs/told/annotations`)).annotations

  // By the key, at the last step where nothing was pointed at.
  await page.keyboard.press('a')
  await page.keyboard.type('rate lowered')
  await page.keyboard.press('Enter')
  await rail.getByRole('button', { name: 'Annotation at step 60: rate lowered' }).waitFor()
  expect(await read()).toMatchObject([{ text: 'rate lowered', step: 60, author: 'page' }])

  // At the step that was pointed at.
  const box = await page.locator('canvas').first().boundingBox()
  await page.mouse.move((box?.x ?? 0) + 0.4 * (box?.width ?? 0), (box?.y ?? 0) + 100)
  await rail.getByRole('button', { name: 'Annotate', exact: true }).click()
  const step = Number(await rail.getByRole('spinbutton', { name: 'at step' }).inputValue())
  expect(step).toBeGreaterThan(15)
  expect(step).toBeLessThan(35)
  await page.keyboard.press('Escape')

  // Of the program, on the open page, within a second.
  const sent = Date.now()
  await ingest(url, [{ type: 'annotation', runId: 'told', text: 'augmentations', step: 30 }])
  const flag = rail.getByRole('button', { name: 'Annotation at step 30: augmentations' })
  await flag.waitFor({ timeout: 1000 })
  expect(Date.now() - sent).toBeLessThan(1000)
  const answer = await fetch(`${url}/api/runs/told/annotations`, {
    method: 'POST',
    body: '{"text": "by an agent"}',
  })
  expect(answer.status).toBe(201)
  await rail.getByRole('button', { name: 'by an agent' }).waitFor()

  // One where the curve is not yet has no place on it, and can be read and changed.
  await ingest(url, [{ type: 'annotation', runId: 'told', text: 'to come', step: 900 }])
  await rail.getByRole('button', { name: 'to come (step 900)' }).click()
  await rail.getByRole('button', { name: 'Close' }).click()

  await flag.click()
  await rail.getByRole('button', { name: 'Edit' }).click()
  await page.getByLabel('What the annotation says').fill('augmentations started')
  await rail.getByRole('spinbutton', { name: 'at step' }).fill('31')
  await rail.getByRole('button', { name: 'Save' }).click()
  await rail.getByRole('button', { name: 'Annotation at step 31: augmentations started' }).waitFor()

  // What happened, read when it is opened, and true from then on.
  await page.getByText('History', { exact: true }).click()
  const history = page.getByRole('list', { name: 'History, newest first' })
  await history.getByText('augmentations started').waitFor()
  await ingest(url, [points('told', 'train/loss', ['NaN'], 61)])
  await history.getByText('Not a number since step 61').waitFor()
  expect(await history.getByRole('listitem').last().textContent()).toContain('Started, logged by http.')
  expect(await seriousViolations(page)).toEqual([])

  // What it prints, in colours, live, with what was left out in its place.
  const print = (first: number, lines: string[]) =>
    ingest(url, [{ type: 'console', runId: 'told', lines, from: { stream: 's', first } }])
  await print(0, ['epoch 1', '\x1b[31mcareful\x1b[0m <b>here</b>', ' 10 %\r100 %'])
  await page.getByText('Console', { exact: true }).click()
  const console = page.getByRole('region', { name: 'Printed lines' })
  await console.getByText('careful').waitFor()
  expect(await console.locator('p').allTextContents()).toEqual(['epoch 1', 'careful <b>here</b>', '100 %'])
  expect(await console.locator('.ansi-red').allTextContents()).toEqual(['careful'])
  await print(
    10,
    Array.from({ length: 100 }, (_, i) => `line ${i}`),
  )
  await console.getByText('… 7 lines left out …').waitFor()
  const isAtEnd = () =>
    console.evaluate((frame) => frame.scrollHeight - frame.scrollTop - frame.clientHeight < 2)
  expect(await isAtEnd()).toBe(true)
  await console.evaluate((frame) => frame.scrollTo(0, 0))
  await print(110, ['the last one'])
  await console.getByText('the last one').waitFor()
  expect(await isAtEnd()).toBe(false)
  await page.getByLabel('Find in what was printed').fill('LINE 9')
  await page.getByText('11 lines.').waitFor()
  expect(await seriousViolations(page)).toEqual([])

  await rail.getByRole('button', { name: 'Delete' }).click()
  await rail.getByRole('button', { name: 'Undo' }).click()
  const changed = rail.getByRole('button', { name: 'Annotation at step 31: augmentations started' })
  await changed.click()
  await rail.getByRole('button', { name: 'Delete' }).click()
  await page.getByText('Annotation deleted.').waitFor()
  // Whoever leaves meant it.
  await page.goto('about:blank')
  await eventually(async () => (await read()).every(({ step }) => step !== 31))
  expect(errors).toEqual([])
  await page.close()
})
