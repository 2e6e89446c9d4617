/**
 * What a reverse proxy says of a request: believed of the proxies that the owner trusts, taken away from all others'
 * requests.
 */
import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'
import { Refusal, shown } from '../refusal.ts'

export type Proxies = {
  /**
   * Whether one of them sends it. Afterwards its headers are as if whoever asks had come without a proxy, but for the
   * two below.
   */
  heed(request: IncomingMessage): boolean
}

const told = ['x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host'] as const
const unheeded = ['forwarded', 'x-forwarded-prefix', 'x-forwarded-port', 'x-real-ip']

/** `listed`: addresses, or networks such as 10.0.0.0/8. Refuses what is neither. */
export function trustedProxies(listed: readonly string[]): Proxies {
  const trusted = new BlockList()
  for (const one of listed) add(trusted, one.trim())
  const isTrusted = (address: string) => {
    const plain = withoutMapping(address)
    const family = isIP(plain)
    return family > 0 && trusted.check(plain, family === 6 ? 'ipv6' : 'ipv4')
  }
  return {
    heed(request) {
      const { headers } = request
      for (const name of unheeded) delete headers[name]
      const isProxied = isTrusted(request.socket?.remoteAddress ?? '')
      if (!isProxied) {
        for (const name of told) delete headers[name]
        return false
      }
      // Each proxy adds whom it heard it from: the last one that is no proxy of ours is who asks.
      const path = listIn(headers['x-forwarded-for'])
      const client = path.findLast((address) => !isTrusted(address)) ?? path[0]
      put(headers, 'x-forwarded-for', client)
      const [protocol] = listIn(headers['x-forwarded-proto'])
      put(headers, 'x-forwarded-proto', protocol === 'https' || protocol === 'http' ? protocol : undefined)
      const [host] = listIn(headers['x-forwarded-host'])
      if (host !== undefined) headers.host = host
      put(headers, 'x-forwarded-host', host)
      return true
    },
  }
}

/** The address from which a request comes, once what a proxy said of it was heeded. */
export function clientAddressOf({ headers, socket }: IncomingMessage): string {
  return listIn(headers['x-forwarded-for'])[0] ?? socket?.remoteAddress ?? ''
}

function add(trusted: BlockList, text: string): void {
  const [address = '', bits, ...more] = text.split('/')
  const family = isIP(address)
  const most = family === 6 ? 128 : 32
  const isNetwork = bits !== undefined && /^\d{1,3}$/.test(bits) && Number(bits) <= most
  if (family === 0 || more.length > 0 || (bits !== undefined && !isNetwork))
    throw new Refusal(
      'invalid',
      `A trusted proxy is an address or a network, such as 127.0.0.1 or 10.0.0.0/8, not ${shown(text)}.`,
    )
  const kind = family === 6 ? 'ipv6' : 'ipv4'
  if (bits === undefined) trusted.addAddress(address, kind)
  else trusted.addSubnet(address, Number(bits), kind)
}

/** A socket that listens on IPv6 tells addresses of IPv4 so. */
const withoutMapping = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '')

function listIn(header: string | string[] | undefined): string[] {
  return String(header ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
}

function put(
  headers: IncomingMessage['headers'],
  name: (typeof told)[number],
  value: string | undefined,
): void {
  if (value === undefined) delete headers[name]
  else headers[name] = value
}
