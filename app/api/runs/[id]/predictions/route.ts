import { answer, json } from '../../../../../lib/http/answer.ts'
import { readBytes } from '../../../../../lib/http/body.ts'
import { sentPredictions } from '../../../../../lib/http/predictions.ts'
import { readPredictionsQuery } from '../../../../../lib/http/schema.ts'
import { limits } from '../../../../../lib/limits.ts'
import { parse } from '../../../../../lib/parse.ts'
import { predictionsToCsv, predictionsToPlain } from '../../../../../lib/predictions/exported.ts'
import { writeNpy } from '../../../../../lib/predictions/npy.ts'
import { whichPredictions } from '../../../../../lib/predictions/predictions.ts'
import { Refusal } from '../../../../../lib/refusal.ts'
import { services } from '../../../../../lib/server/services.ts'
import { foundRun } from '../found-run.ts'

type Context = { params: Promise<{ id: string }> }

export function POST(request: Request, { params }: Context) {
  return answer(async () => {
    const record = await foundRun(params)
    const { store } = services()
    const bytes = await readBytes(request, limits.bytes)
    const { searchParams } = new URL(request.url)
    const predictions = await sentPredictions({
      ...{ bytes, search: searchParams, record },
      readTargets: store.readTargets,
    })
    await store.writePredictions(record.run.id, predictions)
    const { outputs: _outputs, targets: _targets, ...head } = predictions
    return json({ predictions: head }, 201)
  })
}

export function GET(request: Request, { params }: Context) {
  return answer(async () => {
    const { run } = await foundRun(params)
    const query = parse(readPredictionsQuery, Object.fromEntries(new URL(request.url).searchParams))
    const { which, format, part } = query
    const { store } = services()
    const wanted = which ? [which] : whichPredictions
    const all = await Promise.all(wanted.map((one) => store.readPredictions(run.id, one)))
    const predictions = all.find((one) => one !== null)
    if (!predictions)
      throw new Refusal(
        'not-found',
        `The run keeps no ${which ? `predictions of its ${which} epoch` : 'predictions'}.`,
      )
    if (format === 'json') return json({ predictions: predictionsToPlain(predictions) })
    if (format === 'csv')
      return new Response(predictionsToCsv(predictions), {
        headers: { 'content-type': 'text/csv; charset=utf-8' },
      })
    const { rows, outputWidth, targetWidth, outputs, targets } = predictions
    const npy =
      part === 'outputs'
        ? writeNpy(outputWidth === 1 ? [rows] : [rows, outputWidth], outputs)
        : writeNpy(targetWidth === 1 ? [rows] : [rows, targetWidth], targets)
    return new Response(npy as BodyInit, { headers: { 'content-type': 'application/octet-stream' } })
  })
}
