import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numberToJson } from '../../lib/number.ts'
import { from, N, pointsOf, readText } from './reading.ts'

const json = (text: string, mapping = {}) => readText('/logs/mine/frame.json', text, mapping)

describe('a frame that pandas wrote as JSON', () => {
  const points = {
    loss: [
      [10, 1.5],
      [20, 0.5],
    ],
  }

  it.each([
    ['by its columns', '{"step":{"0":10,"1":20},"loss":{"0":1.5,"1":0.5}}'],
    ['by its index', '{"0":{"step":10,"loss":1.5},"1":{"step":20,"loss":0.5}}'],
    ['split', '{"columns":["step","loss"],"index":[0,1],"data":[[10,1.5],[20,0.5]]}'],
    ['split without its index', '{"columns":["step","loss"],"data":[[10,1.5],[20,0.5]]}'],
    [
      'with its schema',
      '{"schema":{"fields":[{"name":"index"}],"primaryKey":["index"]},"data":[{"index":0,"step":10,"loss":1.5},{"index":1,"step":20,"loss":0.5}]}',
    ],
    ['as records', '[{"step":10,"loss":1.5},{"step":20,"loss":0.5}]'],
    ['by its index, which is the step', '{"loss":{"10":1.5,"20":0.5}}'],
  ])('%s', (_what, text) => {
    const { run, format, troubles } = json(text)
    expect([format, pointsOf(run), troubles]).toEqual(['json', points, []])
  })

  it.each([
    ['by its columns', '{"loss":{"0":0.5,"1":null},"val_loss":{"0":1,"1":0.3}}'],
    ['split', '{"columns":["loss","val_loss"],"index":[0,1],"data":[[0.5,1],[null,0.3]]}'],
  ])('a history, %s: its index is the epoch, and gaps are told', (_what, text) => {
    const { run } = json(text)
    expect(pointsOf(run)).toEqual({ loss: [[0, 0.5]], val_loss: from(0, 1, 0.3) })
    expect(run?.description.stepsPerEpoch).toBe(1)
    expect(run?.description.notes).toContain('pandas writes so for NaN and ∞')
  })

  it('a history as records counts its rows', () => {
    expect(pointsOf(json('[{"loss":0.5,"val_loss":1},{"loss":NaN,"val_loss":0.3}]').run)).toEqual({
      loss: from(0, 0.5, N),
      val_loss: from(0, 1, 0.3),
    })
  })

  it('whatever its numbers are, they are read to the bit', () => {
    const table = fc.array(fc.tuple(fc.double(), fc.double()), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(table, (rows) => {
        const [a, b] = [0, 1].map((column) => rows.map((row) => numberToJson(row[column] as number)))
        const by = (list: string[] = []) => `{${list.map((text, i) => `"${i}":${text}`)}}`
        const pairs = rows.map((_, i) => [a?.[i], b?.[i]])
        const texts = [
          `{"step":${by(rows.map((_, i) => `${i}`))},"loss":${by(a)},"b":${by(b)}}`,
          `{"columns":["loss","b"],"index":[${rows.map((_, i) => i)}],"data":[${pairs.map((row) => `[${row}]`)}]}`,
          `[${pairs.map(([one, other], i) => `{"step":${i},"loss":${one},"b":${other}}`)}]`,
        ]
        for (const text of texts)
          expect(pointsOf(json(text).run)).toEqual({
            loss: from(0, ...rows.map(([one]) => one)),
            b: from(0, ...rows.map(([, other]) => other)),
          })
      }),
      { seed: 11, numRuns: 100 },
    )
  })

  it.each([
    ['names of classes', '{"id2label":{"0":"cat","1":"dog"}}'],
    ['settings', '{"model":{"layers":3},"data":{"batch":8}}'],
  ])('%s are none', (_what, text) => {
    expect(json(text).format).toBeUndefined()
  })
})
