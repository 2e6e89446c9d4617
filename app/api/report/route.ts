import { answer } from '../../../lib/http/answer.ts'
import { reportQuery } from '../../../lib/http/schema.ts'
import { parse } from '../../../lib/parse.ts'
import { cut, Refusal } from '../../../lib/refusal.ts'
import { services } from '../../../lib/server/services.ts'
import { begunOf } from '../../../lib/sweep/progress.ts'
import { oneFile } from '../../report/one-file.ts'

export function GET(request: Request) {
  return answer(async () => {
    const { searchParams } = new URL(request.url)
    const { runs: named, sweep } = parse(reportQuery, Object.fromEntries(searchParams))
    const { store, sweeps, readOwn } = services()
    const runs = sweep === undefined ? (named ?? []) : begunOf((await sweeps.read(sweep)).trainings)
    const known = await store.readRuns(runs)
    const missing = named?.find((id) => !known.some(({ run }) => run.id === id))
    if (missing !== undefined) throw new Refusal('not-found', `There is no run "${cut(missing)}".`)
    if (known.length === 0)
      throw new Refusal('invalid', 'This sweep has no run yet that a report could be of.')
    searchParams.delete('sweep')
    searchParams.set('runs', runs.join())
    const page = await readOwn(`/report?${searchParams}`)
    if (!page.ok) throw new Error(`The page of the report answered ${page.status}.`)
    const [only] = known
    const html = await oneFile({
      page: await page.text(),
      title: known.length === 1 && only ? only.run.name : `${known.length} runs compared`,
      readStyle: async (path) => (await readOwn(path)).text(),
    })
    return new Response(html, {
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-disposition': 'inline; filename="lossglass-report.html"',
      },
    })
  })
}
