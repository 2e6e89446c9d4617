/** Logs below the folders of the settings, and of `npm start -- --logdir DIR`, are followed while they are written. */
import { appendFileSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { pointsFromJson } from '../../lib/http/points-json.ts'
import { type Served, serve } from '../../scripts/served.ts'
import { eventually } from '../e2e/pages.ts'
import { ownFolder } from '../own-folder.ts'

const folder = ownFolder()
let server: Served
beforeAll(async () => {
  server = await serve()
  // The folder need not be there yet.
  const { settings } = await (await fetch(`${server.url}/api/settings`)).json()
  const body = JSON.stringify({ ...settings, logFolders: [join(folder, 'nowhere'), join(folder, 'logs')] })
  const headers = { 'content-type': 'application/json' }
  expect((await fetch(`${server.url}/api/settings`, { method: 'PUT', body, headers })).status).toBe(200)
})
afterAll(async () => {
  await server?.close()
})

async function runs(): Promise<{ id: string; status: string }[]> {
  return (await (await fetch(`${server.url}/api/runs`)).json()).runs
}
async function points(id: string): Promise<[number, number][]> {
  const page = await (await fetch(`${server.url}/api/runs/${id}/points?series=loss`)).json()
  const [columns] = pointsFromJson(page).series
  return columns ? Array.from(columns.steps, (step, i) => [step, columns.values[i] as number]) : []
}

it('shows what is written to a log, row by row, and an old log as one that is over', async () => {
  mkdirSync(join(folder, 'logs', 'now'), { recursive: true })
  const file = join(folder, 'logs', 'now', 'metrics.csv')
  writeFileSync(file, 'step,loss\n1,3\n2,2\n')
  await eventually(async () => (await runs()).length === 1)
  const [run] = await runs()
  const id = run?.id as string
  await eventually(async () => (await points(id)).length === 2)
  appendFileSync(file, '3,nan\n4,1')
  await eventually(async () => (await points(id)).length === 3)
  appendFileSync(file, '.5\n')
  await eventually(async () => (await points(id)).length === 4)
  expect(await points(id)).toEqual([
    [1, 3],
    [2, 2],
    [3, Number.NaN],
    [4, 1.5],
  ])
  expect((await runs())[0]?.status).toBe('running')

  // Another training of the same seed begins with the same value, and is another run.
  writeFileSync(file, 'step,loss\n1,3\n2,2.5\n')
  await eventually(async () => (await runs()).length === 2)
  expect(await points(id)).toHaveLength(4)

  mkdirSync(join(folder, 'logs', 'old'))
  const old = join(folder, 'logs', 'old', 'metrics.csv')
  writeFileSync(old, 'step,loss\n1,3\n2,2\n')
  utimesSync(old, new Date(Date.now() - 3_600_000), new Date(Date.now() - 3_600_000))
  await eventually(async () => (await runs()).some(({ status }) => status === 'finished'))
  expect(await runs()).toHaveLength(3)
})
