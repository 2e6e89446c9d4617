/** How many calls a second a server answers: one client for all of them, from Node, over connections that are kept. */
import { Agent, request } from 'node:http'

export type Call = { path: string; body: object }
/** One server that is asked, and what the nth call to it is. */
export type Asked = { url: string; headers?: Record<string, string>; callOf(i: number): Call }

const warmUpMs = 1000
const measuredMs = 3000

export function post(
  { url, headers = {} }: Omit<Asked, 'callOf'>,
  agent: Agent,
  call: Call,
): Promise<string> {
  const { hostname, port } = new URL(url)
  const body = JSON.stringify(call.body)
  return new Promise((resolve, reject) => {
    const options = {
      ...{ agent, hostname, port, path: call.path, method: 'POST' },
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        ...headers,
      },
    }
    const sent = request(options, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () => {
        if (response.statusCode === 200) resolve(text)
        else reject(new Error(`${url}${call.path} answers ${response.statusCode}: ${text.slice(0, 500)}`))
      })
    })
    sent.once('error', reject)
    sent.end(body)
  })
}

/** Of calls that each wait for the one before on their connection. */
export async function callsPerSecond(asked: Asked, connections: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  async function askFor(ms: number): Promise<number> {
    const start = performance.now()
    let count = 0
    async function ask(): Promise<void> {
      while (performance.now() - start < ms) {
        await post(asked, agent, asked.callOf(count++))
      }
    }
    await Promise.all(Array.from({ length: connections }, ask))
    return (1000 * count) / (performance.now() - start)
  }
  try {
    await askFor(warmUpMs)
    return await askFor(measuredMs)
  } finally {
    agent.destroy()
  }
}
