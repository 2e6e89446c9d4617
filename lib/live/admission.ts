/** Who may open a connection of the live channel, and for how long: as long as their token has the right. */
import type { IncomingMessage } from 'node:http'
import type { Namespace, Server } from 'socket.io'
import type { Need } from '../tokens/right.ts'
import { pageNamespace, sourceNamespace } from './events.ts'

const needs = [
  [sourceNamespace, 'log'],
  [pageNamespace, 'read'],
] as const

/**
 * `refusalOf`: why a request is not welcome, or null. Call the answer when tokens have changed: connections of those
 * that are gone end.
 */
export function admitSockets(
  io: Server,
  refusalOf: (request: IncomingMessage, need: Need) => Error | null,
): () => void {
  const namespaces: [Namespace, Need][] = needs.map(([name, need]) => [io.of(name), need])
  for (const [namespace, need] of namespaces)
    namespace.use((socket, next) => next(refusalOf(socket.request, need) ?? undefined))
  return () => {
    for (const [namespace, need] of namespaces)
      for (const socket of namespace.sockets.values())
        if (refusalOf(socket.request, need)) socket.conn.close()
  }
}
