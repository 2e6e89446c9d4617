/** Predictions out of a request: JSON, or one or two arrays as NumPy saves them. */
import { parse } from '../parse.ts'
import { type NpyArray, readNpy } from '../predictions/npy.ts'
import type { Predictions } from '../predictions/predictions.ts'
import { checkedPredictions } from '../predictions/received.ts'
import { Refusal } from '../refusal.ts'
import type { RunRecord, Store } from '../store/store.ts'
import { jsonIn } from './body.ts'
import { type PredictionsBody, type PredictionsQuery, predictionsBody, predictionsQuery } from './schema.ts'

export type PredictionsRequest = {
  bytes: Buffer
  search: URLSearchParams
  record: RunRecord
  readTargets: Store['readTargets']
}

type Sent = Omit<PredictionsBody, 'outputs' | 'targets'> & {
  outputs: NpyArray
  targets: NpyArray | null
}

/** A file of NumPy's begins with a byte that no text begins with. */
const npyByte = 0x93

function scaleIn(query: PredictionsQuery): Sent['scale'] | null {
  const { scaleMean: mean, scaleDeviation: deviation, scaleUnit: unit = '' } = query
  return mean === undefined || deviation === undefined ? null : { mean, deviation, unit }
}

function read(bytes: Buffer, search: URLSearchParams): Sent {
  if (bytes[0] !== npyByte) {
    if (search.size > 0 && [...search.keys()].some((name) => name !== 'token'))
      throw new Refusal(
        'invalid',
        'With JSON everything is said in the body: the address takes parameters with .npy only.',
      )
    const body = parse(predictionsBody, jsonIn(bytes))
    return { ...body, targets: body.targets ?? null }
  }
  const named = Object.fromEntries([...search].filter(([name]) => name !== 'className' && name !== 'token'))
  const classNames = search.getAll('className')
  const query = parse(predictionsQuery, { ...named, ...(classNames.length && { className: classNames }) })
  const { className, scaleMean: _mean, scaleDeviation: _deviation, scaleUnit: _unit, ...about } = query
  const scale = scaleIn(query)
  const [outputs, targets = null] = readNpy(bytes)
  return {
    ...about,
    ...(className && { classNames: className }),
    ...(scale && { scale }),
    ...{ outputs: outputs as NpyArray, targets },
  }
}

async function targetsOf(
  { targets, targetsHash }: Sent,
  readTargets: Store['readTargets'],
  rows: number,
): Promise<NpyArray> {
  if (targets) return targets
  if (!targetsHash)
    throw new Refusal(
      'invalid',
      'The targets are missing: send them behind the outputs, or name by targetsHash those of another run.',
    )
  const data = await readTargets(targetsHash)
  if (!data) throw new Refusal('invalid', 'No run has targets of this hash: send the targets themselves.')
  const width = Math.max(1, Math.floor(data.length / Math.max(1, rows)))
  return { shape: [data.length / width, width], data: Float64Array.from(data) }
}

/** Refuses what does not fit, in a sentence. Without a step they are of the newest that the run has a value of. */
export async function sentPredictions({
  bytes,
  search,
  record,
  readTargets,
}: PredictionsRequest): Promise<Predictions> {
  const sent = read(bytes, search)
  const newest = Math.max(0, ...record.series.map(({ last }) => last.step))
  return checkedPredictions({
    ...{ which: sent.which, step: sent.step ?? newest, kind: sent.kind ?? null, task: sent.task ?? null },
    ...{ scale: sent.scale ?? null, classNames: sent.classNames ?? null, outputs: sent.outputs },
    targets: await targetsOf(sent, readTargets, sent.outputs.shape[0] ?? 0),
  })
}
