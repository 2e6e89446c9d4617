/** One address before two servers: browsers get one of them, programs the other. */
import { createServer, type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'

export type Split = { url: string; close(): void }

const isBrowser = ({ headers }: IncomingMessage) => /^Mozilla\//.test(headers['user-agent'] ?? '')

export async function splitBetween(forBrowsers: string, forPrograms: string): Promise<Split> {
  const portOf = (asked: IncomingMessage) =>
    Number(new URL(isBrowser(asked) ? forBrowsers : forPrograms).port)
  const server = createServer((asked, answer) => {
    const { method, url, headers } = asked
    const passedOn = request(
      { port: portOf(asked), host: '127.0.0.1', method, path: url, headers },
      (answered) => {
        answer.writeHead(answered.statusCode ?? 502, answered.headers)
        answered.pipe(answer)
      },
    )
    passedOn.on('error', () => answer.destroy())
    answer.on('close', () => passedOn.destroy())
    asked.pipe(passedOn)
  })
  server.on('upgrade', (asked, socket, head) => {
    const other = connect(portOf(asked), '127.0.0.1', () => {
      const lines = [`${asked.method} ${asked.url} HTTP/1.1`]
      for (let i = 0; i < asked.rawHeaders.length; i += 2)
        lines.push(`${asked.rawHeaders[i]}: ${asked.rawHeaders[i + 1]}`)
      other.write(`${lines.join('\r\n')}\r\n\r\n`)
      other.write(head)
      socket.pipe(other).pipe(socket)
    })
    for (const [one, another] of [
      [socket, other],
      [other, socket],
    ] as const)
      one.on('error', () => another.destroy()).on('close', () => another.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
