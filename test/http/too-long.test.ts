/** Bodies that are too long, sent to a real server over connections of their own: their sender reads why. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { createGzip } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { limits } from '../../lib/limits.ts'
import { type Served, serve } from '../../scripts/served.ts'

let server: Served
beforeAll(async () => {
  server = await serve()
})
afterAll(() => server?.close())

/** Sends all of the body before it looks at the answer, as many a client does; the connection is then used again. */
async function sendAll(path: string, bytes: number): Promise<string> {
  const { hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  const head = (method: string, to: string, more: string) =>
    `${method} ${to} HTTP/1.1\r\nhost: ${hostname}:${port}\r\n${more}\r\n`
  socket.pause()
  socket.write(head('POST', path, `content-type: application/json\r\ncontent-length: ${bytes}\r\n`))
  const chunk = Buffer.alloc(1 << 20, ' ')
  for (let left = bytes; left > 0; left -= chunk.length)
    if (!socket.write(chunk.subarray(0, left))) await once(socket, 'drain')
  socket.write(head('GET', '/api/health', 'connection: close\r\n'))
  return text(socket)
}

describe('a body that is too long', () => {
  it.each([
    ['/api/ingest', limits.bytes + 1, '16 MiB'],
    ['/api/ingest', 64 << 20, '16 MiB'],
    ['/api/runs', 8 << 20, '64 KiB'],
    ['/api/2.0/mlflow/runs/log-batch', 20 << 20, '16 MiB'],
  ])(
    'is refused by %s when all of its %d bytes were sent, and the connection goes on',
    async (path, bytes, most) => {
      const answers = await sendAll(path, bytes)
      expect(answers).toContain(`A request holds at most ${most} here: send less, or several smaller ones.`)
      expect(answers).toMatch(path.includes('mlflow') ? /^HTTP\/1.1 400 / : /^HTTP\/1.1 413 /)
      expect(answers).toContain('"ok":true')
    },
  )

  it('is refused by what it unpacks to, however little came, and takes no memory', async () => {
    const bomb = createGzip()
    const zeros = Buffer.alloc(1 << 20)
    const packed = new Promise<Buffer>((resolve) => {
      const chunks: Buffer[] = []
      bomb.on('data', (chunk) => chunks.push(chunk))
      bomb.on('end', () => resolve(Buffer.concat(chunks)))
    })
    for (let i = 0; i < 1024; i++) if (!bomb.write(zeros)) await once(bomb, 'drain')
    bomb.end()
    const body = await packed
    expect(body.length).toBeLessThan(2 << 20)
    const before = server.memoryMb()
    const headers = { 'content-encoding': 'gzip' }
    const refused = await Promise.all(
      Array.from({ length: 4 }, () =>
        fetch(`${server.url}/api/ingest`, { method: 'POST', headers, body: body as Uint8Array<ArrayBuffer> }),
      ),
    )
    for (const response of refused) {
      expect(response.status).toBe(413)
      expect(await response.json()).toEqual({
        error: {
          code: 'too-large',
          message: 'A request holds at most 16 MiB here: send less, or several smaller ones.',
        },
      })
    }
    expect(server.memoryMb() - before).toBeLessThan(150)
  })
})
