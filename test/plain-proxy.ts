import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A proxy that knows nothing of websockets, as many are set up. */
export async function plainProxy(target: string): Promise<{ url: string; close(): void }> {
  const proxy = createServer((asked, answer) => {
    const { url = '', method, headers } = asked
    const onward = request(new URL(url, target), { method, headers }, (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers)
      got.pipe(answer)
    })
    onward.on('error', () => answer.writeHead(502).end())
    asked.pipe(onward)
  })
  proxy.on('upgrade', (_, socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
  await once(proxy.listen(0, '127.0.0.1'), 'listening')
  function close(): void {
    proxy.close()
    proxy.closeAllConnections()
  }
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, close }
}
