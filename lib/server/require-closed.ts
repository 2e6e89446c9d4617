/** Refuses to open a server to others without the owner's token. */
import { isLoopback } from '../http/guard.ts'
import { Refusal } from '../refusal.ts'

export function requireClosed({
  host,
  trustedProxies = [],
}: {
  host: string
  trustedProxies?: readonly string[] | undefined
}): void {
  if (!isLoopback(host))
    throw new Refusal(
      'cannot-start',
      `Listening on ${host} opens this server to the network: set LOSSGLASS_TOKEN to a secret first, or leave out --host.`,
    )
  if (trustedProxies.length)
    throw new Refusal(
      'cannot-start',
      'A proxy opens this server to others: set LOSSGLASS_TOKEN to a secret first, or leave out --trusted-proxy.',
    )
}
