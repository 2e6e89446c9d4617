import type { Annotation } from '../../../../../../lib/annotation.ts'
import { answer, json } from '../../../../../../lib/http/answer.ts'
import { readJson } from '../../../../../../lib/http/body.ts'
import { annotationChanges } from '../../../../../../lib/http/schema.ts'
import { limits } from '../../../../../../lib/limits.ts'
import { parse } from '../../../../../../lib/parse.ts'
import { cut, Refusal } from '../../../../../../lib/refusal.ts'
import { services } from '../../../../../../lib/server/services.ts'
import { foundRun } from '../../found-run.ts'

type Context = { params: Promise<{ id: string; annotationId: string }> }

export function PATCH(request: Request, { params }: Context) {
  return answer(async () => {
    const { runId, annotation } = await foundAnnotation(params)
    const changes = parse(annotationChanges, await readJson(request, limits.smallBytes))
    const edited = { runId, annotationId: annotation.id, changes }
    await services().recorder.record([{ type: 'annotation-edited', ...edited }])
    return json({ annotation: { ...annotation, ...changes } })
  })
}

export function DELETE(_request: Request, { params }: Context) {
  return answer(async () => {
    const { runId, annotation } = await foundAnnotation(params)
    const deleted = { runId, annotationId: annotation.id }
    await services().recorder.record([{ type: 'annotation-deleted', ...deleted }])
    return new Response(null, { status: 204 })
  })
}

/** The annotation that an address names. Refuses an id that its run has not. */
async function foundAnnotation(
  params: Context['params'],
): Promise<{ runId: string; annotation: Annotation }> {
  const { run } = await foundRun(params)
  const { annotationId } = await params
  const annotations = await services().store.listAnnotations(run.id)
  const annotation = annotations.find(({ id }) => id === annotationId)
  if (!annotation)
    throw new Refusal('not-found', `The run "${run.id}" has no annotation "${cut(annotationId)}".`)
  return { runId: run.id, annotation }
}
