/** The calls of SwanLab's client that have an answer: a project, a run, where it stood, what it logs, its end. */

import { createHash, randomUUID } from 'node:crypto'
import { parse } from '../../parse.ts'
import type { Recorder } from '../../recorder/recorder.ts'
import { Refusal } from '../../refusal.ts'
import { isEnded, type Run } from '../../run.ts'
import type { Store } from '../../store/store.ts'
import { keptName } from '../kept-text.ts'
import { recordPoints } from '../late-points.ts'
import { runIdOf } from '../run-id.ts'
import { changesOf, endOf, seriesOf, startOf, timeOf } from './events.ts'
import * as schema from './schema.ts'

export type SwanlabParts = { store: Store; recorder: Recorder; now(): number }
export type Answer = { status: number; body: object }

const user = 'me'
const defaultProject = 'default'
const ok = (body: object = {}): Answer => ({ status: 200, body })

export function swanlabAnswers({ store, recorder, now }: SwanlabParts) {
  const runAnswer = ({ id, name, startedAt }: Run) => ({
    cuid: id,
    slug: id,
    name,
    // Versions before 0.8 send it back with each value.
    flagId: id,
    createdAt: new Date(startedAt).toISOString(),
  })

  /** By the id that the client was told, or by the one that its user chose. */
  async function runOf(project: string, id: string): Promise<Run | null> {
    const run = await recorder.runOf(id)
    return run?.project === project ? run : recorder.runOf(runIdOf(project, id))
  }

  async function known(id: string): Promise<Run> {
    const run = await recorder.runOf(id)
    if (!run) throw new Refusal('not-found', `There is no run "${id.slice(0, 100)}".`)
    return run
  }

  return {
    login: (key: string): Answer =>
      ok({ sid: key, expiredAt: '2099-01-01T00:00:00.000Z', userInfo: { username: user } }),

    ownProject: (input: unknown): Answer =>
      ok({ username: user, name: parse(schema.ownProject, input).name ?? defaultProject }),

    project(named: string): Answer {
      const name = keptName(named) ?? defaultProject
      const cuid = createHash('sha256').update(name).digest('hex').slice(0, 20)
      const group = { username: user, type: 'PERSON' }
      return ok({
        cuid,
        name,
        path: `${user}/${name}`,
        visibility: 'PRIVATE',
        group,
        _count: { experiments: 0 },
      })
    },

    /** 201 for a new run; with 200 the client asks where it stood. */
    async start(named: string, input: unknown, version: string): Promise<Answer> {
      const asked = parse(schema.experiment, input)
      const project = keptName(named) ?? defaultProject
      const chosen = asked.cuid ?? randomUUID()
      const before = await runOf(project, chosen)
      const id = before?.id ?? runIdOf(project, chosen)
      if (!before || isEnded(before) || before.status === 'lost')
        await recorder.record([startOf(id, asked, before, { project, version, now: now() })])
      const run = await known(id)
      return { status: before ? 200 : 201, body: runAnswer(run) }
    },

    async run(project: string, id: string): Promise<Answer> {
      const run = await runOf(keptName(project) ?? defaultProject, id)
      return run
        ? ok(runAnswer(run))
        : { status: 404, body: { message: `There is no run "${id.slice(0, 100)}".` } }
    },

    /** The last step of each series: the client goes on behind the latest, and drops what is not after it. */
    async summary(id: string): Promise<Answer> {
      const record = await store.readRun(id)
      const scalar = (record?.series ?? []).map(({ name, last }) => ({ key: name, step: last.step }))
      return ok({ scalar, media: [], log: [] })
    },

    async profile(id: string, input: unknown): Promise<Answer> {
      const { config, metadata } = parse(schema.profile, input)
      const changes = changesOf(await known(id), config ?? {}, metadata ?? {})
      if (Object.keys(changes).length) await recorder.record([{ type: 'run-edited', runId: id, changes }])
      return ok()
    },

    async log(input: unknown): Promise<Answer> {
      const { type, experimentId: id, metrics } = parse(schema.metrics, input)
      if (type !== 'scalar') return ok()
      // One value that cannot be read takes no other with it.
      const scalars = metrics.flatMap((one) => {
        const { success, data } = schema.scalar.safeParse(one)
        return success ? [data] : []
      })
      await recordPoints(recorder, await known(id), seriesOf(scalars, now()), now())
      return ok()
    },

    async end(id: string, input: unknown): Promise<Answer> {
      const { state, finishedAt } = parse(schema.state, input)
      if (!isEnded(await known(id)))
        await recorder.record([endOf(id, state ?? '', timeOf(finishedAt, now()))])
      return ok()
    },

    /** Addresses for files that are not kept. */
    uploads(input: unknown, addressOf: (name: number) => string): Answer {
      const { paths, files } = parse(schema.uploads, input)
      return ok({ urls: (paths ?? files ?? []).map((_, i) => addressOf(i)), files: [] })
    },
  }
}
