import { beforeEach, describe, expect, it } from 'vitest'
import { DELETE, PATCH } from '../../app/api/runs/[id]/annotations/[annotationId]/route.ts'
import { POST as annotate, GET as list } from '../../app/api/runs/[id]/annotations/route.ts'
import { at, expectError, get, read, type Served, send, serveApi, twoRuns } from './serving.ts'

let served: Served
beforeEach(async () => {
  served = serveApi()
  await served.recorder.record(twoRuns)
})
const a = at({ id: 'a' })
const saidOf = (id: string) => read(list(get(''), at({ id })))

describe('annotations by HTTP', () => {
  it('are made, changed and deleted, and told to open pages', async () => {
    const made = await read(annotate(send({ text: ' augmentations ', step: 2 }), a))
    expect(made).toMatchObject({ status: 201, body: { annotation: { text: 'augmentations', step: 2 } } })
    const { annotation } = made.body
    expect(annotation.author).toBe('api')
    expect((await saidOf('a')).body).toEqual({ annotations: [annotation] })
    expect((await saidOf('b')).body).toEqual({ annotations: [] })

    const one = at({ id: 'a', annotationId: annotation.id as string })
    const changed = await read(PATCH(send({ step: null }, 'PATCH'), one))
    expect(changed).toEqual({ status: 200, body: { annotation: { ...annotation, step: null } } })
    expect((await saidOf('a')).body).toEqual({ annotations: [{ ...annotation, step: null }] })
    expect((await DELETE(get(''), one)).status).toBe(204)
    expect((await saidOf('a')).body).toEqual({ annotations: [] })
    expectError(await read(DELETE(get(''), one)), 404, 'not-found')
    expect(served.published.map(({ type }) => type).filter((type) => type.startsWith('annotation'))).toEqual([
      'annotation',
      'annotation-edited',
      'annotation-deleted',
    ])
  })

  it.each([
    [{ text: '' }, 422],
    [{ text: 'x'.repeat(1001) }, 422],
    [{ text: 'x', step: -1 }, 422],
    [{ text: 'x', step: 1.5 }, 422],
    [{ text: 'x', author: 'program' }, 422],
    [{ text: 'x', colour: 'red' }, 422],
    ['no JSON', 400],
  ])('are refused as %j', async (body, status) => {
    const answer = await read(annotate(send(body), a))
    expectError(answer, status, status === 400 ? 'malformed' : 'invalid')
  })

  it('go with their run', async () => {
    await annotate(send({ text: 'resumed' }), a)
    await served.recorder.record([{ type: 'run-deleted', runId: 'a' }, ...twoRuns])
    expect((await saidOf('a')).body).toEqual({ annotations: [] })
    expectError(await saidOf('no-such-run'), 404, 'not-found')
  })
})
