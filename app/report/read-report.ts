/** Reads what a report says. */
import { type Averages, averagesKey } from '../../lib/averages.ts'
import type { ComparedRun } from '../../lib/compare/compared-run.ts'
import { comparedRunOf, packRuns } from '../../lib/compare/packed-runs.ts'
import { crossRuns } from '../../lib/matrix/crossed.ts'
import { differRuns } from '../../lib/matrix/differing.ts'
import { packPoints } from '../../lib/packed-points.ts'
import { factsOf } from '../../lib/recorder/facts.ts'
import { type Services, services } from '../../lib/server/services.ts'
import type { RunRecord } from '../../lib/store/store.ts'
import { pageBuckets } from '../../lib/summary/stored-run.ts'
import { axisOf, canCountEpochs, countsSteps } from '../compare/curves/axes.ts'
import { idsOf, mostRuns, type Picture, readPicture } from '../compare/picture.ts'
import { drawnSeriesOf } from './drawn-series.ts'
import type { ReportData, ReportedRun } from './report-data.ts'

/** Buckets of all curves together, each of at most four points: what keeps the file small. */
const bucketsInAll = 8000
const fewestBuckets = 12
/** Averages of more runs than this are not waited for: their curves are drawn as they were logged. */
const mostSmoothed = 100

/** Of the runs that exist; the others are named. */
export async function readReport(search: URLSearchParams, madeAt: number): Promise<ReportData> {
  const all = services()
  const { store, version } = all
  const ids = idsOf(search, 'runs')
  const asked = ids.slice(0, mostRuns)
  const records = await store.readRuns(asked)
  const found = new Set(records.map(({ run }) => run.id))
  const known = records.map((record) => ({ compared: comparedRunOf(record), findings: record.findings }))
  const picture = readPicture(search)
  const compared = known.map((one) => one.compared).filter(({ run }) => !picture.hidden.has(run.id))
  const runs = compared.map(({ run }) => run.id)
  const series = drawnSeriesOf(compared, picture)
  const buckets = Math.min(
    pageBuckets,
    Math.max(fewestBuckets, Math.floor(bucketsInAll / Math.max(1, runs.length * series.length))),
  )
  const drawn =
    series.length > 0
      ? await store.readDrawn({ runs, series, buckets, ...endsOf(compared, picture) })
      : packPoints([])
  return {
    ...{ version, madeAt, search: search.toString(), packed: packRuns(known), drawn },
    ...{ missing: asked.filter((id) => !found.has(id)), beyond: ids.length - asked.length },
    about: await Promise.all(records.map(reportedRun)),
    averages: picture.smoothing > 0 ? await readAverages(all, runs, series) : new Map(),
    ...(await readJudged(all, runs)),
  }
}

/** Of a picture that is zoomed the points in view, where it counts steps and no start is needed. */
function endsOf(
  compared: readonly ComparedRun[],
  { zoom, x, unit }: Picture,
): { from?: number; to?: number } {
  const plain = compared.map(({ run }) => run)
  const axis = axisOf(plain, x ?? (canCountEpochs(plain) ? 'epoch' : 'step'))
  return zoom && unit !== 'start' && countsSteps(axis)
    ? { from: Math.floor(zoom[0]), to: Math.ceil(zoom[1]) }
    : {}
}

async function reportedRun({ run, findings, series }: RunRecord): Promise<ReportedRun> {
  const found = new Set(findings.map((finding) => finding.series))
  const times = series.map(({ last }) => last.time)
  return {
    ...{ id: run.id, notes: run.notes, environment: run.environment, findings, facts: factsOf(run) },
    annotations: await services().store.listAnnotations(run.id),
    spans: series
      .filter(({ name }) => found.has(name))
      .map(({ name, count, first, last, nonFinite }) => [name, { count, first, last: last.step, nonFinite }]),
    lastPointAt: times.length ? times.reduce((a, b) => Math.max(a, b)) : null,
    heardAt: services().recorder.heardAt(run.id),
    replaced: series.reduce((sum, one) => sum + one.replaced, 0),
  }
}

async function readAverages(
  { store }: Services,
  runs: readonly string[],
  series: readonly string[],
): Promise<Map<string, Averages>> {
  const read = new Map<string, Averages>()
  for (const id of runs.slice(0, mostSmoothed))
    for (const one of await store.readAverages(id, series)) read.set(averagesKey(id, one.name), one)
  return read
}

/** What models say of the same rows, where runs keep it. */
async function readJudged(
  all: Services,
  runs: readonly string[],
): Promise<Pick<ReportData, 'matrix' | 'differences'>> {
  const matrix = await crossRuns(all, runs, 'best')
  if (!matrix.judged) return { matrix: null, differences: null }
  const differences = await differRuns(all, runs, 'best', [0, 1])
  return { matrix, differences: differences.judged ? differences : null }
}
