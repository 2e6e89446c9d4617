/** Requests to webhooks, with what they may not reach: a person who may set a webhook is not let into the network by it. */
import { lookup } from 'node:dns/promises'
import { BlockList, isIPv6 } from 'node:net'

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

const inside = new BlockList()
const loopback = new BlockList()

/** An IPv4 network, and what leads there by IPv6: the addresses that stand for it, and those that NAT64 translates. */
function addNetwork(list: BlockList, address: string, bits: number): void {
  list.addSubnet(address, bits, 'ipv4')
  for (const prefix of ['::ffff:', '64:ff9b::']) list.addSubnet(`${prefix}${address}`, 96 + bits, 'ipv6')
}

for (const [address, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['240.0.0.0', 4],
] as const)
  addNetwork(inside, address, bits)
for (const [address, bits] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  inside.addSubnet(address, bits, 'ipv6')
for (const address of ['0.0.0.0', '127.0.0.0'] as const) addNetwork(loopback, address, 8)
loopback.addSubnet('::', 127, 'ipv6')

/** Whether an IP address is of this machine or of a private network. */
export function isInside(address: string): boolean {
  return isIn(inside, address)
}

/** A webhook that may not be asked; the message is for whoever set it. */
export class OutOfBounds extends Error {}

export type Bounds = {
  /** Of this server: to tell itself of a finding would be without end. */
  port: number
  /** Whether others than the owner of the machine may set the webhook, as those can who have the token of a server. */
  isShared: boolean
  /** Hosts that are allowed all the same, though they are inside. */
  allowed: readonly string[]
}

/** `fetch`, within bounds. The name is looked up once more by the request itself: this keeps out people, not name servers. */
export function boundedFetch(fetch: Fetch, { port, isShared, allowed }: Bounds): Fetch {
  return async (url, init) => {
    const { hostname, port: asked, protocol } = new URL(url)
    const host = hostname.replace(/^\[|\]$/g, '')
    const addresses = await lookup(host, { all: true })
    const isHere = addresses.some(({ address }) => isIn(loopback, address))
    if (isHere && Number(asked || (protocol === 'https:' ? 443 : 80)) === port)
      throw new OutOfBounds('The webhook is this server itself: enter the address of another program.')
    if (isShared && !allowed.includes(host) && addresses.some(({ address }) => isInside(address)))
      throw new OutOfBounds(
        `The webhook ${host} is inside the network of the server: start it with LOSSGLASS_WEBHOOK_HOSTS=${host} to allow it.`,
      )
    return fetch(url, init)
  }
}

function isIn(list: BlockList, address: string): boolean {
  return list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}
