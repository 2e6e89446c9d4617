/** What a real server lets in, and that it ends. */
import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { closeAll, portOf, serve } from './serving.ts'

afterEach(closeAll)

/** As a program sends it, without the care that fetch takes of addresses. */
function get(port: number, path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; headers: Record<string, unknown> }>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      response.resume()
      resolve({ status: response.statusCode as number, headers: response.headers })
    })
    sent.on('error', reject)
    sent.end()
  })
}

it('answers addresses that cannot be read with 400', async () => {
  const port = portOf(await serve())
  for (const path of ['/api/runs/%', '/runs/%ff', '/%c0%af'])
    expect((await get(port, path)).status, path).toBe(400)
  expect((await get(port, '*', {}, 'OPTIONS')).status).toBe(400)
})

it('lets nobody frame its pages', async () => {
  const { headers } = await get(portOf(await serve()), '/')
  expect(headers).toMatchObject({ 'x-frame-options': 'DENY', 'x-content-type-options': 'nosniff' })
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
})

it('takes a token from the address once: the address that stays, and the cookie, do not hold it', async () => {
  const port = portOf(await serve({ token: 's3cret' }))
  expect((await get(port, '/')).status).toBe(401)
  const { status, headers } = await get(port, '/runs/a?token=s3cret&zoom=1-2')
  expect(status).toBe(303)
  expect(headers.location).toBe('/runs/a?zoom=1-2')
  const [cookie] = headers['set-cookie'] as string[]
  expect(cookie).not.toContain('s3cret')
  const answer = await get(port, '/', { cookie: (cookie as string).split(';')[0] as string })
  expect(answer.status).toBe(200)
})

it('asks for no token where the variable is empty', async () => {
  expect((await get(portOf(await serve({ token: '' })), '/')).status).toBe(200)
})

it('ends within five seconds with connections that have sent nothing, half a head and half a body', async () => {
  const server = await serve()
  const sockets = [
    '',
    'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n',
    'POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\nabcd',
  ].map((sent) => {
    const socket = connect(portOf(server), '127.0.0.1', () => socket.write(sent))
    socket.on('error', () => {})
    return socket
  })
  await Promise.all(sockets.map((socket) => once(socket, 'connect')))
  await new Promise((resolve) => setTimeout(resolve, 100))
  const before = performance.now()
  await server.close()
  expect(performance.now() - before).toBeLessThan(5000)
  for (const socket of sockets) socket.destroy()
})

it('refuses a second server on its database', async () => {
  const { folder, url } = await serve()
  await expect(serve({ folder })).rejects.toThrow(`in use by the Lossglass at ${url}`)
})
