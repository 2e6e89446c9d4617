import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { sayStarting } from '../../lib/http/front-door.ts'

it('tells who comes before the database is open to try again', async () => {
  const server = createServer((_request, response) => sayStarting(response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/health`)
  expect(answer.status).toBe(503)
  expect((await answer.json()).error).toEqual({
    code: 'unavailable',
    message: 'This server is starting: try again in a moment.',
  })
  server.close()
})
