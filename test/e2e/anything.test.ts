/** Whatever a run holds, its pages and everybody's list answer, and what was stored is what was sent. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pointsFromJson } from '../../lib/http/points-json.ts'
import { toJson } from '../../lib/number.ts'
import { type Served, serve } from '../../scripts/served.ts'

/** Runs that are tried; `npm run campaign -- pages` tries more. */
const tries = Number(process.env.LOSSGLASS_TRIES ?? 40)

let server: Served
beforeAll(async () => {
  server = await serve()
})
afterAll(() => server?.close())

const name = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .filter((text) => !/[\0\p{Cs}]/u.test(text))
/** What every object of JavaScript has. */
const inherited = fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty')
const step = fc.oneof(fc.maxSafeNat(), fc.nat(50), fc.constantFrom(0, 2 ** 53 - 2, 2 ** 53 - 1))
const value = fc.oneof(
  fc.double(),
  fc.constantFrom(
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    -0,
    5e-324,
    -1.7976931348623157e308,
  ),
  // Neighbours: a curve that stands still to rounding.
  fc.nat(4).map((ulps) => 0.3 + ulps * 2 ** -54),
)
const time = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2100, 0, 1) })
const series = fc.record({
  name: fc.oneof(name, inherited, fc.constantFrom('train/loss', 'val/loss', 'lr', 'val/accuracy')),
  points: fc.array(fc.tuple(step, value, time), { maxLength: 40 }),
})
const run = fc.record({
  id: fc.uuid(),
  about: fc.record(
    {
      ...{ name, project: name, group: name, source: name },
      tags: fc.array(name, { maxLength: 5 }),
      params: fc.dictionary(
        fc.oneof(name, inherited),
        fc.oneof(
          fc.string().filter((text) => !text.includes('\0')),
          fc.double({ noNaN: true, noDefaultInfinity: true }),
          fc.boolean(),
        ),
      ),
      loss: fc.record({ id: fc.oneof(name, fc.constantFrom('mse', 'cross-entropy')) }),
      mainMetric: fc.oneof(inherited, fc.constantFrom('lr', 'val/accuracy')),
      directions: fc.dictionary(fc.oneof(name, inherited), fc.constantFrom('higher', 'lower')),
      plannedSteps: step,
      stepsPerEpoch: step.filter((steps) => steps > 0),
      notes: fc.string().filter((text) => !text.includes('\0')),
    },
    { requiredKeys: [] },
  ),
  startedAt: time,
  messages: fc.array(fc.array(series, { maxLength: 4 }), { maxLength: 4 }),
  end: fc.option(fc.constantFrom('finished', 'failed', 'stopped')),
})

async function post(body: string) {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${server.url}/api/ingest`, { method: 'POST', body, headers })
  return { status: response.status, text: await response.text() }
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] as number

/** What the store must hold: by series and step the value that came last. */
function expected(messages: readonly (readonly { name: string; points: [number, number, number][] }[])[]) {
  const known = new Map<string, Map<number, [number, number]>>()
  for (const { name, points } of messages.flat())
    for (const [at, value, time] of points) {
      const ofSeries = known.get(name) ?? new Map<number, [number, number]>()
      known.set(name, ofSeries.set(at, [value, time]))
    }
  return known
}

describe('any run that may be sent', () => {
  it('is stored bit for bit, has its pages, and takes nobody the list away', {
    timeout: 600_000,
  }, async () => {
    const stored: string[] = []
    const memory: number[] = []
    const slowest = { ms: 0, path: '' }
    await fc.assert(
      fc.asyncProperty(run, async ({ id, about, startedAt, messages, end }) => {
        const events = [
          { type: 'run-started', run: { id, ...about }, time: startedAt },
          ...messages.map((message) => ({
            ...{ type: 'points', runId: id },
            series: message.map(({ name, points }) => ({
              name,
              steps: points.map(([at]) => at),
              values: points.map(([, value]) => value),
              times: points.map(([, , time]) => time),
            })),
          })),
          ...(end === null ? [] : [{ type: 'run-ended', runId: id, status: end, time: startedAt }]),
        ]
        expect(await post(toJson({ events }))).toMatchObject({ status: 200 })
        stored.push(id)

        const read = await (await fetch(`${server.url}/api/runs/${id}/points`)).json()
        const known = expected(messages)
        const { series } = pointsFromJson(read)
        expect(new Set(series.map((one) => one.name))).toEqual(new Set(known.keys()))
        for (const { name, steps, values } of series) {
          const wanted = [...(known.get(name) ?? [])].sort(([a], [b]) => a - b)
          expect([...steps]).toEqual(wanted.map(([at]) => at))
          expect([...values].every((value, i) => Object.is(value, wanted[i]?.[1][0]))).toBe(true)
        }
        const described = await (await fetch(`${server.url}/api/runs/${id}`)).json()
        expect(described.run).toMatchObject({ id, ...(about.name === undefined ? {} : { name: about.name }) })
        if (about.params)
          expect(Object.keys(described.run.params).sort()).toEqual(Object.keys(about.params).sort())

        const pages = [`/runs/${id}`, '/', `/compare?runs=${stored.slice(-5).join(',')}`, '/api/health']
        for (const path of pages) {
          const begun = performance.now()
          const response = await fetch(`${server.url}${path}`, { signal: AbortSignal.timeout(20_000) })
          expect(response.status, path).toBe(200)
          expect(await response.text(), path).not.toContain('Something went wrong')
          const ms = performance.now() - begun
          // The first ones make the pages.
          if (stored.length > 10 && ms > slowest.ms) Object.assign(slowest, { ms, path })
        }
        memory.push(server.memoryMb())
      }),
      { numRuns: tries, interruptAfterTimeLimit: 500_000, markInterruptAsFailure: false },
    )
    const tenth = Math.ceil(memory.length / 10)
    const [early, late] = [memory.slice(tenth, 2 * tenth), memory.slice(-tenth)].map(median)
    console.log(
      `${stored.length} runs: slowest page ${Math.round(slowest.ms)} ms (${slowest.path.slice(0, 20)}); server ${early} MB after a tenth of them, ${late} MB at the end, ${Math.max(...memory)} MB at most`,
    )
    const ids = new Set<string>()
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await (
        await fetch(`${server.url}/api/runs?limit=500${cursor && `&cursor=${cursor}`}`)
      ).json()
      for (const { id } of page.runs) ids.add(id)
      cursor = page.next
    }
    expect(stored.filter((id) => !ids.has(id))).toEqual([])
  })

  it('and anything else is refused in one short sentence, and changes nothing', {
    timeout: 600_000,
  }, async () => {
    const before = (await (await fetch(`${server.url}/api/runs?limit=500`)).json()).runs.length
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.record({
        type: fc.constantFrom('run-started', 'points', 'control', 'run-ended'),
        run: fc.jsonValue(),
        runId: fc.jsonValue(),
        series: fc.jsonValue(),
        time: fc.jsonValue(),
      }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(anything, { minLength: 1, maxLength: 3 }), async (events) => {
        const { status, text } = await post(JSON.stringify({ events }))
        expect([404, 409, 422]).toContain(status)
        expect(JSON.parse(text).error.message).toMatch(/^[^\n]{5,600}$/)
      }),
      { numRuns: 5 * tries },
    )
    expect((await (await fetch(`${server.url}/api/runs?limit=500`)).json()).runs).toHaveLength(before)
  })
})
