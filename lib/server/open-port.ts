/**
 * The port of a server, with its guard and its live channel: taken before the database is opened, so that a second
 * server never opens it.
 */
import { createGuard, type Guard } from '../http/guard.ts'
import { trustedProxies } from '../http/proxies.ts'
import { type Channel, openChannel } from '../live/channel.ts'
import type { TokenKeeper } from '../tokens/keeper.ts'
import { createFront, type Front, type RequestHandler } from './front.ts'
import { isEverywhere, listen } from './listen.ts'

export type PortOptions = {
  port: number
  host: string
  /** The owner's token. */
  token: string | undefined
  /** Addresses and networks of proxies whose X-Forwarded headers are believed. */
  trustedProxies: readonly string[]
  /** Below which its pages are. */
  basePath: string
  /** Answers what is not the live channel's. */
  handle: RequestHandler
}

export type OpenedPort = {
  port: number
  /** The address that it was given, and one under which it can be called from here. */
  url: string
  ownAddress: string
  /** Tells everybody that the server is starting, until it is opened. */
  front: Front
  io: Channel
  refusalOf: Guard['refusalOf']
  /** Before this it knows the owner's token alone. */
  knowTokens(keeper: TokenKeeper): void
}

/** Refuses, in one sentence, when the port cannot be had. */
export async function openPort(options: PortOptions): Promise<OpenedPort> {
  const { host, token, basePath, handle } = options
  let tokens: TokenKeeper | null = null
  const guard = createGuard({
    ...{ host, token, proxies: trustedProxies(options.trustedProxies) },
    findToken: (given) => tokens?.find(given) ?? null,
  })
  const front = createFront(guard, handle, basePath)
  // Who comes while the database is opened tries again; a namespace that is not there yet would turn them away for good.
  const io = openChannel(front.http, (request) => front.isOpen() && guard.refusalOf(request, 'any') === null)
  const port = await listen(front.http, options)
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  return {
    ...{ port, url, front, io, refusalOf: guard.refusalOf },
    ownAddress: isEverywhere(host) ? `http://127.0.0.1:${port}` : url,
    knowTokens(keeper) {
      tokens = keeper
    },
  }
}
