import { describe, expect, it, vi } from 'vitest'
import { deliver } from '../../lib/notify/deliver.ts'
import { testMessage } from '../../lib/notify/message.ts'
import { boundedFetch, isInside } from '../../lib/notify/outward.ts'

const bounds = { port: 3000, isShared: true, allowed: ['127.0.0.2'] }
const taken = vi.fn(async () => new Response('ok'))
const asked = (url: string, isShared = true) =>
  boundedFetch(taken, { ...bounds, isShared })(url, { method: 'POST' })

describe('the addresses that a webhook may have', () => {
  it.each([
    ['127.0.0.1', true],
    ['10.1.2.3', true],
    ['172.31.0.1', true],
    ['172.32.0.1', false],
    ['192.168.1.1', true],
    ['169.254.169.254', true],
    ['100.64.0.1', true],
    ['::1', true],
    ['fd00::1', true],
    ['fe80::1', true],
    ['::ffff:10.0.0.1', true],
    ['::ffff:8.8.8.8', false],
    ['::ffff:7f00:1', true],
    ['64:ff9b::10.0.0.1', true],
    ['64:ff9b::7f00:1', true],
    ['64:ff9b::8.8.8.8', false],
    ['198.18.0.1', true],
    ['198.19.255.255', true],
    ['198.20.0.1', false],
    ['192.0.0.8', true],
    ['192.0.1.1', false],
    ['240.0.0.1', true],
    ['255.255.255.255', true],
    ['8.8.8.8', false],
    ['2606:4700::1111', false],
  ])('%s is inside: %s', (address, expected) => {
    expect(isInside(address)).toBe(expected)
  })

  it.each([
    ['its own', 'http://127.0.0.1:3000/api/settings/test-notification', false, /this server itself/],
    ['its own by name', 'http://localhost:3000/', false, /this server itself/],
    ['its own in IPv6', 'http://[::1]:3000/', false, /this server itself/],
    ['its own as IPv4 in IPv6', 'http://[::ffff:127.0.0.1]:3000/', false, /this server itself/],
    ['its own by every address', 'http://0.0.0.0:3000/', false, /this server itself/],
    ['one inside as IPv4 in IPv6', 'http://[::ffff:10.0.0.1]/', true, /inside the network/],
    ['one inside, of a server that others use', 'http://127.0.0.1:8080/', true, /inside the network/],
    ['one inside, by another spelling', 'http://2130706433:8080/', true, /inside the network/],
  ])('are not %s', async (_title, url, isShared, message) => {
    await expect(asked(url, isShared)).rejects.toThrow(message)
  })

  it.each([
    ['one inside, for the owner alone', 'http://127.0.0.1:8080/', false],
    ['one that is allowed', 'http://127.0.0.2:8080/', true],
    ['one outside', 'http://8.8.8.8/', true],
  ])('are %s', async (_title, url, isShared) => {
    expect((await asked(url, isShared)).ok).toBe(true)
  })

  it('tell others than the owner nothing of what stands there', async () => {
    const webhook = { url: 'http://8.8.8.8/', form: 'json' } as const
    const message = testMessage('http://127.0.0.1:3000')
    const gone = async () => new Response('', { status: 404 })
    expect((await deliver(webhook, message, gone, true))?.reason).toBe(
      'The webhook did not take the message.',
    )
    expect((await deliver(webhook, message, gone))?.reason).toBe('The webhook answered 404.')
    const own = { ...webhook, url: 'http://127.0.0.1:3000/' }
    expect((await deliver(own, message, boundedFetch(taken, bounds), true))?.reason).toMatch(/itself/)
  })
})
