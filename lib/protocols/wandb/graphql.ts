/** The GraphQL operations that W&B's client needs: who am I, make or change a run, go on with one, where to send files. */

import { randomUUID } from 'node:crypto'
import { limits } from '../../limits.ts'
import { parse } from '../../parse.ts'
import type { Recorder } from '../../recorder/recorder.ts'
import { isEnded, type Run, type RunChanges } from '../../run.ts'
import type { Store } from '../../store/store.ts'
import { keptName, keptText } from '../kept-text.ts'
import { runIdOf } from '../run-id.ts'
import { paramsOf, sourceIn } from './config.ts'
import { linesKey, resumedBucket } from './resumed.ts'
import * as schema from './schema.ts'

export type GraphqlParts = { store: Store; recorder: Recorder; now(): number }

const defaultProject = 'uncategorized'
export const me = { id: 'RW50aXR5', name: 'me' }

export function graphqlAnswers({ store, recorder, now }: GraphqlParts) {
  /** What the client asks to be told again of a run. */
  const bucketAnswer = (asked: schema.Bucket, run: Run | null, project: string) => ({
    ...{
      id: run?.id ?? asked.name,
      name: asked.name,
      displayName: run?.name ?? asked.name,
      description: run?.notes ?? '',
    },
    ...{
      config: asked.config ?? '{}',
      sweepName: null,
      historyLineCount: Number(run?.environment[linesKey] ?? 0),
    },
    project: { id: project, name: project, entity: me },
  })

  async function upsert(input: unknown) {
    const asked = parse(schema.bucket, input)
    const project = keptName(asked.project) ?? defaultProject
    const id = runIdOf(project, asked.name)
    const known = await recorder.runOf(id)
    const changes = changesOf(asked, known)
    if (!known || isEnded(known) || known.status === 'lost') {
      const name = known ? {} : { name: keptName(asked.displayName) ?? keptName(asked.name) ?? id, project }
      await recorder.record([
        {
          type: 'run-started',
          run: { id, source: sourceIn(asked.config), ...name, ...changes },
          time: now(),
        },
      ])
    } else if (Object.keys(changes).length)
      await recorder.record([{ type: 'run-edited', runId: id, changes }])
    const bucket = bucketAnswer(asked, await recorder.runOf(id), project)
    return { upsertBucket: { inserted: !known, bucket } }
  }

  async function resume(input: unknown) {
    const { project: asked, name } = parse(schema.resumed, input)
    const project = keptName(asked) ?? defaultProject
    const record = await store.readRun(runIdOf(project, name))
    if (!record) return { model: { id: project, name: project, entity: me, bucket: null } }
    const bucket = resumedBucket(record, name)
    return { model: { id: project, name: project, entity: me, bucket } }
  }

  async function isStopped(input: unknown) {
    const { projectName, runId } = parse(schema.stopped, input)
    const run = await recorder.runOf(runIdOf(keptName(projectName) ?? defaultProject, runId ?? ''))
    return { project: { run: { stopped: run?.stopAsked != null } } }
  }

  function uploads(input: unknown, address: string) {
    const { files } = parse(schema.files, input)
    const urls = files.map((name) => ({ name, uploadUrl: `${address}${encodeURIComponent(name)}` }))
    return { createRunFiles: { runID: 'run', uploadHeaders: [], files: urls } }
  }

  return async (body: unknown, address: string): Promise<object> => {
    const { query, operationName, variables } = parse(schema.graphql, body)
    const name = operationName ?? /\b(?:query|mutation)\s+(\w+)/.exec(query)?.[1] ?? ''
    const input = variables ?? {}
    switch (name) {
      case 'Viewer':
        return {
          data: {
            viewer: {
              ...{ id: me.id, entity: me.name, username: me.name, email: '' },
              flags: '{}',
              teams: { edges: [] },
            },
          },
        }
      case 'UpsertBucket':
        return { data: await upsert(input) }
      case 'RunResumeStatus':
        return { data: await resume(input) }
      case 'RunStoppedStatus':
        return { data: await isStopped(input) }
      case 'CreateRunFiles':
        return { data: uploads(input, address) }
      // Its client breaks down where there is no answer, and sends the files of what is not committed yet.
      case 'CreateArtifact':
        return { data: { createArtifact: { artifact: committed() } } }
      default:
        // Its client reads nothing into a null, and raises for what is missing.
        return { data: Object.fromEntries(fieldsAsked(query).map((field) => [field, null])) }
    }
  }
}

/** An artifact that needs nothing more: taken, not kept. */
const committed = () => ({
  ...{ id: randomUUID(), state: 'COMMITTED' },
  artifactSequence: { id: randomUUID(), latestArtifact: null },
})

/** What a query asks for at its top: its answer has a field for each. */
function fieldsAsked(query: string): string[] {
  const fields: string[] = []
  let depth = 0
  // An alias stands before its field; behind the last brace come fragments.
  for (const [token, name] of query
    .slice(query.indexOf('{'))
    .matchAll(/"[^"]*"|(\w+)\s*(?::\s*\w+)?|[{}()]/g)) {
    if (token === '{' || token === '(') depth++
    else if (token === '}' || token === ')') depth--
    else if (depth === 1 && name) fields.push(name)
    if (depth === 0) break
  }
  return fields
}

function changesOf(asked: schema.Bucket, known: Run | null): RunChanges {
  const params = paramsOf(asked.config)
  const facts = { host: asked.host, program: asked.program, commit: asked.commit }
  const told = Object.entries(facts).flatMap(([name, value]) =>
    value ? [[name, keptName(value) as string] as const] : [],
  )
  const name = known ? keptName(asked.displayName) : undefined
  const group = keptName(asked.groupName)
  return {
    ...(Object.keys(params).length ? { params: { ...known?.params, ...params } } : {}),
    ...(told.length ? { environment: { ...known?.environment, ...Object.fromEntries(told) } } : {}),
    ...(name ? { name } : {}),
    ...(group ? { group } : {}),
    ...(asked.notes ? { notes: keptText(asked.notes) } : {}),
    ...(asked.tags?.length
      ? { tags: asked.tags.flatMap((tag) => keptName(tag) ?? []).slice(0, limits.tags) }
      : {}),
  }
}
