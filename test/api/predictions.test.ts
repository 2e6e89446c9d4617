import { beforeEach, describe, expect, it } from 'vitest'
import { GET as readDifferences } from '../../app/api/compare/differences/route.ts'
import { GET as readMatrix } from '../../app/api/compare/matrix/route.ts'
import { GET, POST } from '../../app/api/runs/[id]/predictions/route.ts'
import { answers } from '../../lib/http/answers.ts'
import { readNpy, writeNpy } from '../../lib/predictions/npy.ts'
import { started } from '../store/points.ts'
import { address, at, expectError, get, read, send, serveApi, twoRuns } from './serving.ts'

beforeEach(async () => {
  const served = serveApi()
  await served.recorder.record(twoRuns)
  await served.recorder.record([started('c', { loss: { id: 'mae', params: {} }, seed: 1 })])
})

const body = { outputs: [1, 'NaN', 3], targets: [1, 2, 4] }
const post = (id: string, sent: unknown) => read(POST(send(sent), at({ id })))
const postNpy = (id: string, bytes: Uint8Array, search = '') =>
  read(POST(new Request(`${address}/x?${search}`, { method: 'POST', body: bytes as BodyInit }), at({ id })))
const fetched = async (id: string, search = '') =>
  GET(get(`/api/runs/${id}/predictions${search}`), at({ id }))
const matrixOf = async (search: string) => read(readMatrix(get(`/api/compare/matrix?${search}`)))

describe('POST /api/runs/:id/predictions', () => {
  it('keeps JSON, of the newest step where none is said', async () => {
    const { status, body: said } = await post('a', body)
    expect(status).toBe(201)
    expect(said.predictions).toMatchObject({
      task: 'regression',
      kind: 'values',
      which: 'last',
      step: 3,
      rows: 3,
    })
    answers.keptPredictions.parse(said)
    const { body: kept } = await read(fetched('a'))
    answers.predictions.parse(kept)
    expect(kept.predictions).toMatchObject(body)
  })

  it('keeps arrays of NumPy, the targets behind the outputs or by their hash', async () => {
    const outputs = writeNpy([2, 3], Float32Array.of(1, 2, 3, 0, 0, 0.1))
    const both = Buffer.concat([outputs, writeNpy([2], Float64Array.of(2, 0))])
    const search = 'which=best&step=7&className=a&className=b&className=c'
    const first = await postNpy('a', both, search)
    expect(first.body.predictions).toMatchObject({
      task: 'classification',
      step: 7,
      classNames: ['a', 'b', 'c'],
    })
    const again = await postNpy('b', outputs, `targetsHash=${first.body.predictions.targetsHash}`)
    expect(again.body.predictions).toMatchObject({ task: 'classification', kind: 'logits', step: 0 })
  })

  it.each([
    [{ outputs: [1], targets: [1, 2] }, /1 rows of outputs and 2 of targets/],
    [{ outputs: [1] }, /targets are missing/],
    [{ outputs: [1], targetsHash: '0'.repeat(64) }, /No run has targets of this hash/],
    [{ outputs: [1], targetsHash: 'x' }, /64 hexadecimal digits/],
    [{ outputs: [], targets: [] }, /outputs: This is a list/],
    [{ outputs: [[1, 2], [3]], targets: [0, 1] }, /Row 1 has not as many/],
    [{ outputs: [1, {}], targets: [0, 1] }, /Row 1 has \{\}, which is no number/],
    [{ outputs: [1], targets: ['NaN'] }, /target of row 0 is NaN/],
    [{ outputs: [[1, 2, 3]], targets: [3] }, /whole number from 0 to 2/],
    [{ outputs: [[1, 2, 3]], targets: [0.5] }, /whole number from 0 to 2/],
    [{ outputs: [[1, 2, 3]], targets: [[1, 0]] }, /name another task or kind/],
    [{ outputs: [1], targets: [1], kind: 'ranks', task: 'binary' }, /not ranks/],
    [{ outputs: [1], targets: [1], kind: 'odds' }, /kind/],
    [{ outputs: [1], targets: [1], step: -1 }, /step/],
    [{ outputs: [1], targets: [1], colour: 'red' }, /colour/],
    [{ outputs: [[1, 2, 3]], targets: [1], classNames: ['a'] }, /1 names of classes for 3/],
    [{ outputs: [1], targets: [1], scale: { mean: 0, deviation: 0, unit: '' } }, /above 0/],
  ])('refuses %j in one sentence', async (sent, words) => {
    const answer = await post('a', sent)
    expectError(answer, 422, 'invalid')
    expect(answer.body.error.message).toMatch(words)
  })

  it('refuses what is neither, and a run that is not there', async () => {
    expectError(await post('a', 'hello'), 400, 'malformed')
    expectError(await postNpy('a', Uint8Array.of(0x93, 1, 2)), 400, 'malformed')
    expectError(await post('nobody', body), 404, 'not-found')
    expectError(await read(fetched('a')), 404, 'not-found')
    const search = new Request(`${address}/x?kind=values`, { method: 'POST', body: JSON.stringify(body) })
    expectError(await read(POST(search, at({ id: 'a' }))), 422, 'invalid')
  })
})

describe('GET /api/runs/:id/predictions', () => {
  beforeEach(async () => {
    await post('a', { ...body, scale: { mean: 2, deviation: 4, unit: 'min' } })
  })

  it('gives CSV, standardized too where the training did so', async () => {
    const { body: text } = await read(fetched('a', '?format=csv'))
    expect(text.split('\n')).toEqual([
      'row,target,output,standardized_target,standardized_output',
      '0,1,1,-0.25,-0.25',
      '1,2,NaN,0,NaN',
      '2,4,3,0.5,0.25',
      '',
    ])
  })

  it('gives outputs and targets as .npy', async () => {
    for (const [part, numbers] of [
      ['outputs', [1, Number.NaN, 3]],
      ['targets', [1, 2, 4]],
    ] as const) {
      const answer = await fetched('a', `?format=npy&part=${part}`)
      const [array] = readNpy(new Uint8Array(await answer.arrayBuffer()))
      expect(array?.shape).toEqual([3])
      expect(Array.from(array?.data ?? [])).toEqual(numbers)
    }
  })
})

describe('GET /api/compare/matrix', () => {
  it('says where a run has those of the other epoch', async () => {
    await post('a', { outputs: [2, 2, 3], targets: [1, 2, 4] })
    const { body: said } = await matrixOf('runs=a,b&which=best')
    expect(said.matrix.left).toMatchObject([
      { id: 'a', reason: 'has predictions of its last epoch alone: choose these' },
      { id: 'b', reason: 'has no predictions of its best epoch' },
    ])
  })

  it('scores runs that were judged alike, and says which were not', async () => {
    await post('a', { outputs: [2, 2, 3], targets: [1, 2, 4] })
    await post('c', { outputs: [1, 2, 9], targets: [1, 2, 4] })
    await post('b', { outputs: [1, 2], targets: [1, 2] })
    const { status, body: said } = await matrixOf('runs=a,b,c,nobody&which=last')
    expect(status).toBe(200)
    answers.matrix.parse(said)
    const { matrix } = said
    expect(matrix.left).toEqual([
      { id: 'nobody', name: 'nobody', reason: 'is not here: deleted, or a slip in the address' },
      { id: 'b', name: 'second', reason: 'was judged by other rows or targets' },
    ])
    expect(matrix.judged).toMatchObject({ task: 'regression', rows: 3 })
    const at = matrix.columns.findIndex((column: { label: string }) => column.label === 'mse')
    const cells = matrix.rows.map(({ cells }: { cells: object[] }) => cells[at])
    expect(cells).toMatchObject([
      { mean: 2 / 3, isOwn: true, isBest: true, low: null },
      { mean: 25 / 3, isOwn: false, isBest: false },
    ])
    const { body: csv } = await matrixOf('runs=a,c&which=last&format=csv')
    expect(csv).toContain('mae,c,c,c,1,0,mae,loss,lower,true,1.6666666666666667,')
  })

  it('is empty while no run has predictions, with the reason', async () => {
    const { body: said } = await matrixOf('runs=a,c')
    expect(said.matrix).toMatchObject({ judged: null, rows: [], columns: [] })
    expect(said.matrix.left.map(({ reason }: { reason: string }) => reason)).toEqual([
      'has no predictions of its best epoch',
      'has no predictions of its best epoch',
    ])
  })

  it('refuses what names no runs', async () => {
    for (const search of ['', 'runs=', 'runs=a%20b', 'runs=a&which=first'])
      expectError(await matrixOf(search), 422, 'invalid')
  })
})

describe('GET /api/compare/differences', () => {
  const differencesOf = async (search: string) =>
    read(readDifferences(get(`/api/compare/differences?${search}`)))

  it('tells errors of each setup, and rows that two judge differently with what they are', async () => {
    await post('a', { which: 'best', outputs: [1, 2, 4], targets: [1, 2, 9] })
    await post('c', { which: 'best', outputs: [1, 5, 9], targets: [1, 2, 9] })
    const { status, body: said } = await differencesOf('runs=a,c')
    expect(status).toBe(200)
    answers.differences.parse(said)
    const { setups, examples, judged } = said.differences
    expect(judged).toMatchObject({ task: 'regression', rows: 3 })
    expect(setups.map(({ loss }: { loss: string }) => loss)).toEqual(['mse', 'mae'])
    expect(examples.first).toMatchObject([
      { row: 1, target: 2, second: { error: 3 }, shown: { cells: { row: '1' } } },
    ])
    expect(examples.second).toMatchObject([{ row: 2, first: { error: 5 }, second: { error: 0 } }])
  })

  it('has none of one setup, of a task without errors of rows, and of no predictions', async () => {
    await post('a', { which: 'best', outputs: [[1, 2]], targets: [[0, 1]] })
    expect((await differencesOf('runs=a')).body.differences).toMatchObject({ judged: null, setups: [] })
    expect((await differencesOf('runs=b')).body.differences).toMatchObject({ judged: null, setups: [] })
    await post('a', { which: 'best', outputs: [1], targets: [0] })
    expect((await differencesOf('runs=a')).body.differences).toMatchObject({ examples: null })
    expectError(await differencesOf('runs=a&first=-1'), 422, 'invalid')
  })
})
