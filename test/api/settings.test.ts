import { describe, expect, it } from 'vitest'
import { GET, PUT } from '../../app/api/settings/route.ts'
import { provideServices, services } from '../../lib/server/services.ts'
import { defaultSettings } from '../../lib/settings/settings.ts'
import { serveApi } from './serving.ts'

const put = (body: unknown) =>
  PUT(new Request('http://127.0.0.1/api/settings', { method: 'PUT', body: JSON.stringify(body) }))

describe('the settings', () => {
  it('are the defaults at first: nothing muted, nobody told, nothing stopped', async () => {
    serveApi()
    expect(await (await GET()).json()).toEqual({ settings: defaultSettings })
  })

  it('are replaced as a whole', async () => {
    serveApi()
    const settings = {
      ...defaultSettings,
      muted: [{ code: 'spike', project: 'mine' }],
      notifications: {
        webhook: { url: 'https://example.org/hook', form: 'slack' },
        from: 'critical',
        ends: ['finished', 'stopped'],
        quiet: { from: 1320, to: 420 },
      },
    }
    expect((await put(settings)).status).toBe(200)
    expect(await (await GET()).json()).toEqual({ settings })
  })

  it.each<[string, object, string]>([
    [
      'an address that is none',
      { notifications: { ...defaultSettings.notifications, webhook: { url: 'file:///etc', form: 'json' } } },
      'begins with http:// or https://',
    ],
    [
      'epochs below 1',
      { policies: { ...defaultSettings.policies, stopWhenStuckEpochs: 0 } },
      'stopWhenStuckEpochs',
    ],
    [
      'a threshold that is no number',
      { thresholds: { spike: { heightSigmas: 'high' } } },
      'A threshold is a number.',
    ],
    ['a mute without its rule', { muted: [{ project: 'mine' }] }, 'muted[0].code'],
    ['a folder that is named from nowhere', { logFolders: ['runs'] }, 'from the root of the disk'],
    ['a folder that no system has', { logFolders: ['/runs/\0'] }, 'no control characters'],
    ['half a letter', { logFolders: ['/runs/\ud83d'] }, 'surrogate'],
    ['what is not known', { colour: 'red' }, 'colour'],
  ])('refuse %s and change nothing', async (_what, changes, message) => {
    serveApi()
    const response = await put({ ...defaultSettings, ...changes })
    expect(response.status).toBe(422)
    expect((await response.json()).error.message).toContain(message)
    expect(await (await GET()).json()).toEqual({ settings: defaultSettings })
  })

  it('name folders to follow, unless the server is shared: those who may read its runs need not read its disk', async () => {
    serveApi()
    expect((await put({ ...defaultSettings, logFolders: ['/runs'] })).status).toBe(200)
    provideServices({ ...services(), isShared: true })
    const refused = await put({ ...defaultSettings, logFolders: ['/runs', '/etc'] })
    expect(refused.status).toBe(422)
    expect((await refused.json()).error.message).toContain('--logdir')
    expect((await put({ ...defaultSettings, logFolders: ['/runs'] })).status).toBe(200)
  })
})
