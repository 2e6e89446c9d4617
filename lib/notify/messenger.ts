/** Makes a message of a notice, with what is known of its runs by now, and brings it to the webhook. */
import type { Run } from '../run.ts'
import type { Notifications } from '../settings/settings.ts'
import { deliver, type Failure } from './deliver.ts'
import { type EndedRun, isKnown } from './ended-runs.ts'
import { type Message, messageOf, messageOfEnds, testMessage } from './message.ts'
import type { Notice, RunEnd } from './notice.ts'
import type { Fetch } from './outward.ts'

export type Messenger = {
  /** One try. Never throws. */
  send(notice: Notice): Promise<Failure | null>
  /** Sends a trial and says why it failed, or null. */
  test(): Promise<string | null>
}

export type MessengerParts = {
  notifications(): Notifications
  readRun(id: string): Promise<Run | null>
  /** Of these runs those that are there, each with the sentence on its page. */
  readEnded(ids: readonly string[]): Promise<EndedRun[]>
  /** The address of the dashboard, for links. */
  url: string
  fetch: Fetch
  /** Whether others than the owner of the machine may set the webhook. */
  isShared?: boolean
}

/** Ended runs that are read in one go. */
const readAtOnce = 200

export function createMessenger(parts: MessengerParts): Messenger {
  const { notifications, readRun, url, fetch, isShared } = parts

  /** Null where the run was deleted meanwhile: nobody wants to hear of it. */
  async function messageFor(notice: Notice): Promise<Message | null> {
    if (notice.what === 'ended') return messageOfEnds(await readEnds(notice.ends), url)
    const run = await readRun(notice.finding.runId)
    return run && messageOf(notice.finding, run, url)
  }

  /** Those that stand as they had ended, and whose end is not known already. */
  async function readEnds(ends: readonly RunEnd[]): Promise<EndedRun[]> {
    const ended: EndedRun[] = []
    for (let from = 0; from < ends.length; from += readAtOnce) {
      const some = new Map(ends.slice(from, from + readAtOnce).map(({ runId, ending }) => [runId, ending]))
      const read = await parts.readEnded([...some.keys()])
      ended.push(...read.filter(({ run }) => run.status === some.get(run.id) && !isKnown(run)))
    }
    return ended
  }

  return {
    async send(notice) {
      try {
        const message = await messageFor(notice)
        const { webhook } = notifications()
        return message && webhook ? await deliver(webhook, message, fetch, isShared) : null
      } catch (error) {
        return { reason: `The run could not be read (${(error as Error).message}).`, again: true }
      }
    },
    async test() {
      const { webhook } = notifications()
      if (!webhook) return 'There is no webhook yet: enter its address and save it first.'
      return (await deliver(webhook, testMessage(url), fetch, isShared))?.reason ?? null
    },
  }
}
