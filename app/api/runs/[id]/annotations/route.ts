import { randomUUID } from 'node:crypto'
import { answer, json } from '../../../../../lib/http/answer.ts'
import { readJson } from '../../../../../lib/http/body.ts'
import { annotationBody } from '../../../../../lib/http/schema.ts'
import { limits } from '../../../../../lib/limits.ts'
import { parse } from '../../../../../lib/parse.ts'
import { services } from '../../../../../lib/server/services.ts'
import { foundRun } from '../found-run.ts'

type Context = { params: Promise<{ id: string }> }

export function GET(_request: Request, { params }: Context) {
  return answer(async () => {
    const { run } = await foundRun(params)
    return json({ annotations: await services().store.listAnnotations(run.id) })
  })
}

export function POST(request: Request, { params }: Context) {
  return answer(async () => {
    const { run } = await foundRun(params)
    const said = parse(annotationBody, await readJson(request, limits.smallBytes))
    const annotation = { id: randomUUID(), time: Date.now(), ...said }
    await services().recorder.record([{ type: 'annotation', runId: run.id, ...annotation }])
    return json({ annotation }, 201)
  })
}
