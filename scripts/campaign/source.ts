/** A program's connection, each message awaited until it is acknowledged. */
import { randomUUID } from 'node:crypto'
import { openSourceSocket } from '../../lib/live/source-socket.ts'
import type { RunEvent } from '../../lib/run.ts'

export type Source = { send(...events: RunEvent[]): Promise<void>; close(): void }

export function openSource(url: string): Promise<Source> {
  return new Promise((resolve, reject) => {
    const socket = openSourceSocket({
      ...{ url, sourceId: randomUUID(), onCommand() {} },
      onTurnedAway: (why) => reject(new Error(why)),
      onConnect: () =>
        resolve({
          async send(...events) {
            const answer = await socket.send(events)
            if (!answer?.ok) throw new Error(`Not stored: ${JSON.stringify(answer)}`)
          },
          close: socket.close,
        }),
    })
  })
}
