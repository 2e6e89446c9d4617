/** A balancer of our own: each new connection goes to the next server that takes it. The network behind it can be cut. */
import { connect, createServer, type Socket } from 'node:net'

export type Balancer = {
  url: string
  /** Ends all connections and takes none for so long. */
  cut(ms: number): Promise<void>
  close(): Promise<void>
}

export async function openBalancer(ports: readonly number[]): Promise<Balancer> {
  const open = new Set<Socket>()
  let isCut = false
  let turn = 0

  function keep(socket: Socket): Socket {
    open.add(socket)
    return socket.on('close', () => open.delete(socket)).on('error', () => socket.destroy())
  }

  function join(client: Socket, triesLeft: number): void {
    if (isCut || triesLeft === 0) return void client.destroy()
    const server = connect(ports[turn++ % ports.length] as number, '127.0.0.1')
    server.once('error', () => join(client, triesLeft - 1))
    server.once('connect', () => {
      server.removeAllListeners('error')
      keep(server).on('close', () => client.destroy())
      client.on('close', () => server.destroy())
      client.pipe(server).pipe(client)
    })
  }

  const listener = createServer((client) => join(keep(client), ports.length))
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  function endAll(): void {
    for (const socket of open) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${(listener.address() as { port: number }).port}`,
    async cut(ms) {
      isCut = true
      endAll()
      await new Promise((resolve) => setTimeout(resolve, ms))
      isCut = false
    },
    async close() {
      const closed = new Promise((resolve) => listener.close(resolve))
      endAll()
      await closed
    },
  }
}
