/** Takes a port; what keeps it from that is said in one sentence. */
import type { Server } from 'node:http'
import { Refusal } from '../refusal.ts'

/** The port that it listens on: any free one for 0. */
export function listen(http: Server, { port, host }: { port: number; host: string }): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      const reasons: Record<string, string> = {
        EADDRINUSE: `Port ${port} is in use: stop the program that uses it, or choose another with --port ${port + 1}.`,
        EACCES: `Port ${port} may not be used by this user: choose one above 1023 with --port.`,
        EADDRNOTAVAIL: `This machine has no address ${host}: leave out --host, or give one of its own.`,
      }
      const reason =
        reasons[error.code ?? ''] ?? `The server cannot listen on ${host}:${port}: ${error.message}.`
      reject(new Refusal('cannot-start', reason))
    })
    http.listen(port, host, () => {
      const address = http.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

/** Whether it stands for every address of the machine, and is none that can be called. */
export function isEverywhere(host: string): boolean {
  return host === '0.0.0.0' || host === '::'
}
