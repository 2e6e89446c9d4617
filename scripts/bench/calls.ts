/** How many calls a second a server answers: one client for all of them. */
import { openConnection } from './connection.ts'

/** One server that is asked, and what the next call to it is. */
export type Asked = {
  url: string
  headers?: Record<string, string>
  call(): { path: string; body: object }
}

const warmUpMs = 1000
const measuredMs = 3000

/** Of calls that each wait for the one before on their connection. */
export async function callsPerSecond({ url, headers, call }: Asked, connections: number): Promise<number> {
  const opened = await Promise.all(Array.from({ length: connections }, () => openConnection(url, headers)))
  async function askFor(ms: number): Promise<number> {
    const start = performance.now()
    let count = 0
    await Promise.all(
      opened.map(async ({ post }) => {
        while (performance.now() - start < ms) {
          const { path, body } = call()
          await post(path, body)
          count++
        }
      }),
    )
    return (1000 * count) / (performance.now() - start)
  }
  try {
    await askFor(warmUpMs)
    return await askFor(measuredMs)
  } finally {
    for (const { close } of opened) close()
  }
}
