/** A program's connection to a namespace of a server. */
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client'

/** `url`: of the server, with its base path where it has one, which socket.io would take for a namespace. */
export function openSocket(
  url: string,
  namespace: string,
  options: Partial<ManagerOptions & SocketOptions>,
): Socket {
  const { origin, pathname } = new URL(url)
  return io(origin + namespace, { ...options, path: `${pathname.replace(/\/+$/, '')}/socket.io` })
}
