import { answer, json } from '../../../../lib/http/answer.ts'
import { readJson } from '../../../../lib/http/body.ts'
import { runChanges } from '../../../../lib/http/schema.ts'
import { limits } from '../../../../lib/limits.ts'
import { parse } from '../../../../lib/parse.ts'
import { services } from '../../../../lib/server/services.ts'
import { foundRun } from './found-run.ts'

type Context = { params: Promise<{ id: string }> }

export function GET(_request: Request, { params }: Context) {
  return answer(async () => {
    const { run, series, findings } = await foundRun(params)
    const summaries = series.map(({ min, max, last, ...rest }) => ({
      ...rest,
      last: last.step,
      lastValue: last.value,
      min: min?.value ?? null,
      minStep: min?.step ?? null,
      max: max?.value ?? null,
      maxStep: max?.step ?? null,
    }))
    return json({ run, series: summaries, findings })
  })
}

export function PATCH(request: Request, { params }: Context) {
  return answer(async () => {
    const { run } = await foundRun(params)
    const changes = parse(runChanges, await readJson(request, limits.smallBytes))
    await services().recorder.record([{ type: 'run-edited', runId: run.id, changes, by: 'person' }])
    return json({ run: (await foundRun(params)).run })
  })
}

export function DELETE(_request: Request, { params }: Context) {
  return answer(async () => {
    const { run } = await foundRun(params)
    const { sources, recorder } = services()
    await sources.assertFree(run.id, 'stop it, then delete the run.')
    await recorder.record([{ type: 'run-deleted', runId: run.id }])
    return new Response(null, { status: 204 })
  })
}
