/** What MLflow's clients search for and read back, against a real server. */
import { describe, expect, it } from 'vitest'
import { matcherOf } from '../../lib/protocols/mlflow/filter.ts'
import { isLike } from '../../lib/protocols/mlflow/like.ts'
import { searchedExperiments } from '../../lib/protocols/mlflow/searched-experiments.ts'
import { mlflowServer } from './mlflow-server.ts'

const { call, begun } = mlflowServer()
const made = async (name: string): Promise<string> =>
  (await call('POST', 'experiments/create', { name })).answer.experiment_id
const search = (experiment: string, more: object) =>
  call('POST', 'runs/search', { experiment_ids: [experiment], ...more })
async function namesIn(experiment: string, filter: string, order_by: string[] = []): Promise<string[]> {
  const { answer } = await search(experiment, { filter, order_by })
  return answer.runs.map((run: { info: { run_name: string } }) => run.info.run_name)
}

describe('runs within a run', () => {
  it('tell whose they are, and are found by it', async () => {
    const experiment = await made('nested')
    const parent = await begun({ experiment_id: experiment, run_name: 'parent' })
    const tags = [{ key: 'mlflow.parentRunId', value: parent }]
    const child = await begun({ experiment_id: experiment, run_name: 'child', tags })
    const { answer } = await call('GET', `runs/get?run_id=${child}`)
    expect(answer.run.data.tags).toContainEqual(tags[0])
    expect(await namesIn(experiment, `tags.\`mlflow.parentRunId\` = '${parent}'`)).toEqual(['child'])
    expect(await namesIn(experiment, 'tags.mlflow.parentRunId IS NULL')).toEqual(['parent'])
    expect(await namesIn(experiment, `tags."mlflow.parentRunId" = "${parent}"`)).toEqual(['child'])
  })
})

describe('a search for runs', () => {
  it('takes attributes with and without their kind, and lists of ids', async () => {
    const experiment = await made('attributes')
    const ids: string[] = []
    for (const name of ['p', 'rock and roll', 'Run_10'])
      ids.push(await begun({ experiment_id: experiment, run_name: name, start_time: 1.7e12 + ids.length }))
    await call('POST', 'runs/update', { run_id: ids[0], status: 'FINISHED', end_time: Date.now() })
    const names = (filter: string) => namesIn(experiment, filter, ['start_time'])
    expect(await names("status = 'FINISHED'")).toEqual(['p'])
    expect(await names("run_name = 'rock and roll' AND status != 'FINISHED'")).toEqual(['rock and roll'])
    expect(await names("run_name LIKE 'Run__0'")).toEqual(['Run_10'])
    expect(await names("run_name LIKE 'run%'")).toEqual([])
    expect(await names("attributes.`Run name` ILIKE 'R%o%'")).toEqual(['rock and roll'])
    expect(await names('start_time > 0')).toEqual(['p', 'rock and roll', 'Run_10'])
    expect(await names('start_time > 1700000000000 and Created <= 1700000000001')).toEqual(['rock and roll'])
    expect(await names(`attributes.run_id IN ('${ids[0]}', '${ids[2]}')`)).toEqual(['p', 'Run_10'])
    expect(await names(`run_id NOT IN ('${ids[0]}')`)).toEqual(['rock and roll', 'Run_10'])
    expect(await names("datasets.name = 'digits'")).toEqual([])
    expect(await namesIn(experiment, '')).toEqual(['Run_10', 'rock and roll', 'p'])
  })

  it('comes in pages, to the end', async () => {
    const experiment = await made('pages')
    for (let i = 0; i < 5; i++) await begun({ experiment_id: experiment, run_name: `${i}` })
    const found: string[] = []
    let page_token: string | undefined
    do {
      const { answer } = await search(experiment, { max_results: 2, page_token, order_by: ['run_name DESC'] })
      expect(answer.runs.length).toBeLessThanOrEqual(2)
      found.push(...answer.runs.map((run: { info: { run_name: string } }) => run.info.run_name))
      page_token = answer.next_page_token
    } while (page_token)
    expect(found).toEqual(['4', '3', '2', '1', '0'])
  })

  it('finds no run among deleted ones, and none in an experiment that is not there', async () => {
    const id = await begun()
    const ids = async (more: object) =>
      (await search('0', more)).answer.runs.map((run: { info: { run_id: string } }) => run.info.run_id)
    expect(await ids({ run_view_type: 'ALL' })).toContain(id)
    expect(await ids({ run_view_type: 'DELETED_ONLY' })).toEqual([])
    expect(await search('99', {})).toMatchObject({ status: 200, answer: { runs: [] } })
  })

  it.each<[string, object]>([
    ['a page that is none', { page_token: 'nonsense' }],
    ['no results', { max_results: 0 }],
    ['too many results', { max_results: 50_001 }],
    ['an order by nothing known', { order_by: ['attributes.colour'] }],
    ['an order that cannot be read', { order_by: ['run_name SIDEWAYS'] }],
    ['an attribute that there is not', { filter: "colour = 'red'" }],
    ['a kind that there is not', { filter: "paints.colour = 'red'" }],
    ['a text for a number', { filter: "start_time > 'today'" }],
    ['a number for a text', { filter: 'params.lr = 0.1' }],
    ['a list for what takes none', { filter: "run_name IN ('a')" }],
    ['what does not end', { filter: "run_name = 'a' and " }],
    ['an or', { filter: "run_name = 'a' or run_name = 'b'" }],
  ])('is refused with %s', async (_title, asked) => {
    const { status, answer } = await search('0', asked)
    expect([status, answer.error_code]).toEqual([400, 'INVALID_PARAMETER_VALUE'])
    expect(answer.message).toMatch(/^[^\n]{10,300}$/)
  })
})

describe('a search for experiments', () => {
  const names = async (asked: object) => {
    const { answer } = await call('POST', 'experiments/search', { max_results: 1000, ...asked })
    return answer.experiments.map(({ name }: { name: string }) => name)
  }

  it('takes filters, orders and pages', async () => {
    for (const name of ['m1', 'm2', 'm3']) await made(name)
    expect(await names({ filter: "name = 'm3'" })).toEqual(['m3'])
    expect(await names({ filter: "name ILIKE 'M_' and attribute.name != 'm2'" })).toEqual(['m1', 'm3'])
    expect(await names({ filter: "name LIKE 'm_'", order_by: ['name DESC'] })).toEqual(['m3', 'm2', 'm1'])
    expect(await names({ view_type: 'DELETED_ONLY' })).toEqual([])
    const { answer } = await call('POST', 'experiments/search', { filter: "name LIKE 'm_'", max_results: 2 })
    expect(answer.experiments).toHaveLength(2)
    const rest = { filter: "name LIKE 'm_'", max_results: 2, page_token: answer.next_page_token }
    expect(await names(rest)).toEqual(['m3'])
    const address = `experiments/search?max_results=1&filter=${encodeURIComponent("name = 'm2'")}&order_by=name`
    expect((await call('GET', address)).answer.experiments[0].name).toBe('m2')
  })

  it.each<[string, object]>([
    ['a metric', { filter: 'metrics.loss < 1' }],
    ['a page that is none', { page_token: 'x' }],
    ['too many results', { max_results: 50_001 }],
  ])('is refused with %s', async (_title, asked) => {
    const { status, answer } = await call('POST', 'experiments/search', asked)
    expect([status, answer.error_code]).toEqual([400, 'INVALID_PARAMETER_VALUE'])
  })
})

describe('a pattern of LIKE', () => {
  it.each<[string, string, boolean]>([
    ['', '', true],
    ['', '%', true],
    ['a', '', false],
    ['a', '_', true],
    ['ab', '_', false],
    ['abcabd', '%ab_', true],
    ['abcabd', 'ab%ab', false],
    ['a.c', 'a.c', true],
    ['abc', 'a.c', false],
    ['100%', '100%%', true],
  ])('holds of %j what %j says: %s', (text, pattern, holds) => {
    expect(isLike(text, pattern)).toBe(holds)
  })

  it('takes no long time, nor does any other filter', () => {
    const started = performance.now()
    expect(isLike('a'.repeat(10_000), `${'%a'.repeat(1_000)}b`)).toBe(false)
    for (const part of ['a', ' ', 'a.', "'", "name IN ('a',", "name = 'a' and ", 'name  '])
      expect(() => matcherOf(`${part.repeat(100_000 / part.length)}!`, searchedExperiments)).toThrow()
    expect(performance.now() - started).toBeLessThan(3_000)
  })
})
