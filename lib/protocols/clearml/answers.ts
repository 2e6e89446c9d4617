/** The calls of ClearML's client that have an answer: projects, tasks, what is logged, how a task stands. */

import { randomUUID } from 'node:crypto'
import { parsedJson } from '../../http/body.ts'
import { parse } from '../../parse.ts'
import type { Recorder } from '../../recorder/recorder.ts'
import { Refusal } from '../../refusal.ts'
import { type EndedStatus, isEnded, type Run } from '../../run.ts'
import { keptName } from '../kept-text.ts'
import { recordPoints } from '../late-points.ts'
import { changesOf, notesOf, projectId, projectName, seriesOf, withNotes } from './events.ts'
import * as schema from './schema.ts'

export type ClearmlParts = { recorder: Recorder; now(): number }
/** Who sends: `clearml-2.1.12`, and the name of its machine. */
export type Client = { name: string; host: string }

const updated = { updated: 1, fields: {} }
/** Lines of one request that are read. */
const mostLines = 100_000

const statuses: Readonly<Record<Run['status'], string>> = {
  running: 'in_progress',
  paused: 'in_progress',
  lost: 'stopped',
  finished: 'completed',
  stopped: 'stopped',
  failed: 'failed',
}
/** Asked to stop is told as stopped: its client then ends its program by itself. */
const statusOf = (run: Run) => (run.stopAsked && !isEnded(run) ? 'stopped' : statuses[run.status])

export function clearmlAnswers({ recorder, now }: ClearmlParts) {
  async function known(id: string): Promise<Run> {
    const run = await recorder.runOf(id)
    if (!run) throw new Refusal('not-found', `There is no task "${id.slice(0, 100)}".`)
    return run
  }

  const taskAnswer = (run: Run) => ({
    ...{
      id: run.id,
      name: run.name,
      project: projectId(run.project),
      status: statusOf(run),
      type: 'training',
    },
    ...{ tags: run.tags, system_tags: [], comment: run.notes, script: {}, execution: {}, runtime: {} },
    ...{ hyperparams: {}, configuration: {}, output: {} },
  })

  async function create(input: unknown, client: Client) {
    const asked = parse(schema.task, input)
    const id = randomUUID().replaceAll('-', '')
    const [, version] = /^clearml-(\S{1,40})$/.exec(client.name) ?? []
    const host = keptName(client.host)
    const run = {
      ...{
        id,
        project: projectName(asked.project ?? ''),
        source: version ? `clearml ${version}` : 'clearml',
      },
      ...(host && { environment: { host } }),
      ...changesOf(asked, null),
    }
    await recorder.record([{ type: 'run-started', run, time: now() }])
    return { id }
  }

  async function started(input: unknown) {
    const run = await known(parse(schema.taskRead, input).task)
    if (isEnded(run) || run.status === 'lost')
      await recorder.record([{ type: 'run-started', run: { id: run.id }, time: now() }])
    return { ...updated, started: 1 }
  }

  async function edit(input: unknown) {
    const { task, ...asked } = parse(schema.taskEdit, input)
    const changes = changesOf(asked, await known(task))
    if (Object.keys(changes).length) await recorder.record([{ type: 'run-edited', runId: task, changes }])
    return updated
  }

  const ended = (status: EndedStatus) => async (input: unknown) => {
    const { task, status_message } = parse(schema.taskEnd, input)
    const reason =
      status === 'failed' ? (keptName(status_message) ?? 'Its program ended with an error.') : undefined
    if (!isEnded(await known(task)))
      await recorder.record([
        { type: 'run-ended', runId: task, status, ...(reason && { reason }), time: now() },
      ])
    return { ...updated, [status === 'finished' ? 'completed' : status]: 1 }
  }

  async function query(input: unknown) {
    const { id } = parse(schema.taskQuery, input)
    // Without ids it looks for a task that it might overwrite: none may be.
    return { tasks: (await recorder.runsOf(id ?? [])).map(taskAnswer) }
  }

  function projects(input: unknown) {
    const { name, id } = parse(schema.projectQuery, input)
    const names = id ? id.map(projectName) : [/^\^(.+)\$$/s.exec(name ?? '')?.[1]?.replace(/\\(.)/gs, '$1')]
    return { projects: names.flatMap((one) => (one ? [{ id: projectId(one), name: one }] : [])) }
  }

  /** JSON, an event a line. One that cannot be read takes no other with it. */
  async function add(text: string) {
    const byTask = new Map<string, schema.Event[]>()
    for (const line of text.split('\n', mostLines)) {
      const event = eventIn(line)
      if (!event) continue
      const events = byTask.get(event.task)
      if (events) events.push(event)
      else byTask.set(event.task, [event])
    }
    for (const [task, events] of byTask) {
      const run = await recorder.runOf(task)
      if (!run) {
        console.error(`A ClearML client sent ${events.length} events of a task that is not there.`)
        continue
      }
      await recordPoints(recorder, run, seriesOf(events, now()), now())
      const notes = withNotes(run.notes, notesOf(events))
      if (notes !== null) await recorder.record([{ type: 'run-edited', runId: task, changes: { notes } }])
    }
    return { added: 1, errors: 0 }
  }

  return {
    json: new Map<string, (input: unknown, client: Client) => unknown>([
      ['projects.get_all', projects],
      ['projects.create', (input) => ({ id: projectId(parse(schema.projectCreate, input).name) })],
      [
        'projects.get_by_id',
        (input) => {
          const { project: id } = parse(schema.projectRead, input)
          return { project: { id, name: projectName(id) } }
        },
      ],
      ['tasks.create', create],
      [
        'tasks.get_by_id',
        async (input) => ({ task: taskAnswer(await known(parse(schema.taskRead, input).task)) }),
      ],
      ['tasks.get_all', query],
      ['tasks.started', started],
      ['tasks.edit', edit],
      ['tasks.update', edit],
      ['tasks.completed', ended('finished')],
      ['tasks.stopped', ended('stopped')],
      ['tasks.failed', ended('failed')],
    ]),
    add,
  }
}

function eventIn(line: string): schema.Event | null {
  try {
    return line.trim() ? (schema.event.safeParse(parsedJson(line)).data ?? null) : null
  } catch {
    return null
  }
}
