/** One notification of the browser for runs that have ended, of those that are to be told by the settings. */
import { basePath } from '../../lib/base-path.ts'
import { endingOf, isKnown, pageOfEnds, titleOfEnds, worstFirst } from '../../lib/notify/ended-runs.ts'
import type { RunEnd } from '../../lib/notify/notice.ts'
import type { Run } from '../../lib/run.ts'
import type { Settings } from '../../lib/settings/settings.ts'
import { ask } from './ask.ts'
import { fewAtOnce } from './few-at-once.ts'

/** Runs that the text of a notification names. */
const mostNamed = 5
const inTurn = fewAtOnce(4)

/** Of these runs those that have ended. */
export async function readEnds(ids: readonly string[]): Promise<RunEnd[]> {
  const runs = await readRuns(ids)
  return runs.flatMap((run) => {
    const ending = endingOf(run)
    return ending ? [{ runId: run.id, ending }] : []
  })
}

export async function tellEnds(ends: readonly RunEnd[]): Promise<void> {
  const { settings } = (await read<{ settings: Settings }>('/api/settings')) ?? {}
  const wanted = ends.filter(({ ending }) => settings?.notifications.ends.includes(ending))
  const endingById = new Map(wanted.map(({ runId, ending }) => [runId, ending]))
  const runs = await readRuns([...endingById.keys()])
  const still = runs.filter((run) => run.status === endingById.get(run.id) && !isKnown(run))
  const ended = worstFirst(still.map((run) => ({ run, headline: '' })))
  const [first] = ended
  if (!first) return
  const names = ended.slice(0, mostNamed).map(({ run }) => run.name)
  const body =
    ended.length === 1
      ? `${await headlineOf(first.run)} Project: ${first.run.project}.`
      : `${names.join(', ')}${ended.length > mostNamed ? ' …' : ''}`
  // Hidden pages of one browser that tell the same show one notification.
  const notice = new Notification(titleOfEnds(ended), { body, tag: `ended:${first.run.id}` })
  notice.onclick = () => {
    window.focus()
    window.location.assign(pageOfEnds(ended, basePath))
  }
}

async function headlineOf({ id }: Run): Promise<string> {
  const told = await read<{ headline: string }>(`/api/verbs/describe_run?run=${encodeURIComponent(id)}`)
  return told?.headline ?? ''
}

async function readRuns(ids: readonly string[]): Promise<Run[]> {
  const answers = ids.map((id) => inTurn(() => read<{ run: Run }>(`/api/runs/${encodeURIComponent(id)}`)))
  return (await Promise.all(answers)).flatMap((answer) => (answer ? [answer.run] : []))
}

async function read<T>(address: string): Promise<T | null> {
  try {
    const response = await ask(address)
    return response.ok ? ((await response.json()) as T) : null
  } catch {
    return null
  }
}
