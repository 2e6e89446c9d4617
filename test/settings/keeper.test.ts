import { expect, it } from 'vitest'
import { openSettings } from '../../lib/settings/keeper.ts'
import { settingsBody } from '../../lib/settings/schema.ts'
import { createMemoryStore } from '../../lib/store/memory/memory-store.ts'

it('leaves out thresholds that this version does not have, and keeps the others', async () => {
  const store = createMemoryStore()
  const thresholds = {
    spike: { sigmas: 12, wings: 3, share: 1e9 },
    moon: { phase: 1 },
    flat: { rows: 30 },
    negative: { bound: 1 },
  }
  await store.writeSetting('settings', JSON.stringify({ thresholds, muted: [{ code: 'flat' }] }))
  const settings = await openSettings(store, () => {})
  expect(settings.read().thresholds).toEqual({ spike: { sigmas: 12 }, flat: { rows: 30 } })
  expect(settings.read().muted).toEqual([{ code: 'flat' }])
})

it('gives the next server what was written, and tells of the change', async () => {
  const store = createMemoryStore()
  let changes = 0
  const settings = await openSettings(store, () => changes++)
  const next = { ...settings.read(), muted: [{ code: 'spike', project: 'mine' }] }
  await settings.write(next)
  expect(changes).toBe(1)
  expect((await openSettings(store, () => {})).read()).toEqual(next)
})

it('completes what was stored before ends of runs could be told', async () => {
  const store = createMemoryStore()
  const notifications = { webhook: null, from: 'critical', quiet: null }
  await store.writeSetting('settings', JSON.stringify({ notifications }))
  const settings = await openSettings(store, () => {})
  expect(settings.read().notifications).toEqual({ ...notifications, ends: ['failed', 'lost'] })
  expect(settingsBody.parse({ ...settings.read(), notifications })).toEqual(settings.read())
})

it('takes what another server has written, tells of it once, and never undoes what it writes itself meanwhile', async () => {
  const store = createMemoryStore()
  let changes = 0
  const other = await openSettings(store, () => {})
  const settings = await openSettings(store, () => changes++)
  await other.write({ ...other.read(), muted: [{ code: 'spike' }] })
  await settings.reload()
  await settings.reload()
  expect(settings.read().muted).toEqual([{ code: 'spike' }])
  expect(changes).toBe(1)
  // Read before the write, and answered after it.
  const reloaded = settings.reload()
  const own = { ...settings.read(), muted: [{ code: 'flat' }] }
  await Promise.all([settings.write(own), reloaded])
  expect(settings.read()).toEqual(own)
})
