import { describe, expect, it } from 'vitest'
import { noFacts } from '../../lib/detectors/detector.ts'
import type { SeriesWatch } from '../../lib/detectors/memory/series-watch.ts'
import { watchFromText, watchToText } from '../../lib/detectors/memory/stored-watch.ts'
import { copyWatch, observe, startWatch, updateFacts, type Watch } from '../../lib/detectors/memory/watch.ts'
import { toJson } from '../../lib/number.ts'
import type { Finding } from '../../lib/run.ts'
import { explodes, healthy, noisy, overfits, stands } from './curves.ts'
import { codesOf, columns, epochs, loud, raised, watched } from './watching.ts'

const constant = (rows: number, value: number) => new Array<number>(rows).fill(value)
const { train, validation } = overfits(60, 20)
const broken = healthy(60).map((value, row) => (row > 30 && row < 45 ? Number.NaN : value))

/** Fed in parts, with something done to the watch in between. */
function fedInParts(
  series: Record<string, number[]>,
  rows: number,
  between: (watch: Watch) => Watch,
): Finding[] {
  let watch = startWatch(epochs)
  const found: Finding[] = []
  const length = Math.max(...Object.values(series).map((values) => values.length))
  for (let from = 0; from < length; from += rows) {
    const points = Object.entries(series).map(([name, values]) =>
      columns(values.slice(from, from + rows), name, from),
    )
    found.push(...observe(watch, 'run', points))
    watch = between(watch)
  }
  return found
}

describe('a watch', () => {
  const runs: [string, Record<string, number[]>][] = [
    ['a pair that overfits', { 'train/loss': train, 'val/loss': validation }],
    ['a run with NaN', { loss: broken, lr: constant(60, 0.1), grad_norm: constant(60, 1) }],
    ['an explosion', { loss: explodes(100, 60) }],
    ['a run that never learns', { loss: stands(60) }],
  ]

  it.each(runs)('gives the same findings whatever the size of the events: %s', (_title, series) => {
    const whole = watched(series)
    expect(whole.length).toBeGreaterThan(0)
    for (const rows of [1, 7]) expect(fedInParts(series, rows, (watch) => watch)).toEqual(whole)
  })

  it.each(runs)('goes on from its text as if nothing had happened: %s', (_title, series) => {
    const through = (watch: Watch) => watchFromText(watchToText(watch)) as Watch
    expect(fedInParts(series, 5, through)).toEqual(watched(series))
  })

  it.each(runs)('is not touched by what happens to its copy: %s', (_title, series) => {
    const watch = startWatch(epochs)
    const points = Object.entries(series).map(([name, values]) => columns(values.slice(0, 35), name))
    observe(watch, 'run', points)
    const before = toJson(watch)
    const rest = Object.entries(series).map(([name, values]) => columns(values.slice(35), name, 35))
    const first = observe(copyWatch(watch), 'run', rest)
    expect(toJson(watch)).toBe(before)
    expect(observe(copyWatch(watch), 'run', rest)).toEqual(first)
  })

  it('keeps under 4 KB a series', () => {
    const watch = startWatch(noFacts)
    observe(watch, 'run', [columns(healthy(5000), 'train/loss', 0, 100)])
    expect(watchToText(watch).length).toBeLessThan(4096)
  })

  it('keeps under 4 KB of a series with three findings open', () => {
    const watch = startWatch({ ...noFacts, lowerBound: 20 })
    const shape = (row: number) => (row % 800 > 600 ? 10 : 1)
    observe(watch, 'run', [columns(noisy(1600, 0.03, shape), 'train/loss', 0, 300)])
    expect(Object.keys((watch.series['train/loss'] as SeriesWatch).open)).toHaveLength(3)
    const ofTheRun = watchToText(startWatch(noFacts)).length
    expect(watchToText(watch).length - ofTheRun).toBeLessThan(4096)
  })

  it('begins anew where another version wrote its text', () => {
    expect(watchFromText(toJson(startWatch(noFacts)))).toBe(null)
  })

  it('has no alarm of what is no loss, but notes what is not finite', () => {
    const nan = constant(30, Number.NaN)
    const found = watched({ 'val/accuracy': nan, lr: nan, constructor: nan })
    const noted = new Set(found.map(({ series, code, severity }) => `${series} ${code} ${severity}`))
    expect([...noted]).toEqual(['val/accuracy broken-metric info', 'constructor broken-metric info'])
  })

  it('takes new facts into account from the next point on', () => {
    const watch = startWatch(noFacts)
    expect(loud(observe(watch, 'run', [columns(stands(40), 'loss')]))).toEqual([])
    updateFacts(watch, { ...epochs, chanceLevel: Math.LN10 })
    const [finding] = loud(observe(watch, 'run', [columns(stands(40, 0.005, 2), 'loss', 40)]))
    expect(finding?.causes).toEqual(['chance-level'])
  })
})

describe('one incident is one finding', () => {
  it('from its first NaN to the tenth finite value', () => {
    const findings = watched({ loss: broken })
    expect(raised(findings)).toEqual(['non-finite@31'])
    expect(new Set(findings.map(({ id }) => id))).toEqual(new Set(['run:non-finite:loss:31']))
    expect(findings.at(-1)).toMatchObject({ resolvedStep: 54, evidence: { count: 14, lastBadStep: 44 } })
  })

  it('though NaN comes and goes', () => {
    const values = healthy(200).map((value, row) => (row > 30 && row % 4 === 0 ? Number.NaN : value))
    expect(raised(watched({ loss: values }))).toEqual(['non-finite@32'])
  })

  it('though a divergence swings', () => {
    const values = healthy(200).map((value, row) => (row < 60 ? value : 20 + 15 * Math.sin(row)))
    expect(raised(loud(watched({ loss: values })))).toHaveLength(1)
  })

  it('though it comes with each hundredth value, until two hundred are finite', () => {
    const values = healthy(2000).map((value, row) => (row % 100 === 50 && row < 1600 ? Number.NaN : value))
    const findings = watched({ loss: values }).filter(({ code }) => code === 'non-finite')
    expect(raised(findings)).toEqual(['non-finite@50', 'non-finite@150'])
    expect(findings.at(-1)).toMatchObject({ resolvedStep: 1748, evidence: { count: 15, lastBadStep: 1550 } })
  })

  it('of a gradient norm too, whose scaler tries again and again', () => {
    const norms = Array.from({ length: 2000 }, (_, row) => (row % 200 === 50 ? Number.POSITIVE_INFINITY : 1))
    expect(raised(watched({ grad_norm: norms }))).toEqual(['broken-gradient@50', 'broken-gradient@250'])
  })

  it('and does not open again within ten rows', () => {
    const values = healthy(80).map((value, row) =>
      row === 30 || row === 43 || row === 60 ? Number.NaN : value,
    )
    expect(raised(watched({ loss: values }))).toEqual(['non-finite@30', 'non-finite@60'])
  })
})

describe('severity and silence', () => {
  it('is critical for a loss and info for one part of it', () => {
    const findings = watched({ 'train/loss': explodes(80, 50), 'train/box_loss': explodes(80, 50) })
    const severityOf = (series: string) =>
      findings.find((finding) => finding.series === series && finding.code === 'diverged')?.severity
    expect(severityOf('train/loss')).toBe('critical')
    expect(severityOf('train/box_loss')).toBe('info')
  })

  it.each(['G_loss', 'disc/loss', 'critic_loss', 'loss_gen'])(
    'is info for one side of a game: %s',
    (name) => {
      expect(loud(watched({ [name]: explodes(80, 50) }))).toEqual([])
    },
  )

  it('is info in a run with the tag gan, but NaN stays critical', () => {
    const facts = { ...epochs, tags: ['gan'] }
    expect(watched({ loss: explodes(80, 50) }, facts)[0]?.severity).toBe('info')
    expect(watched({ loss: broken }, facts)[0]?.severity).toBe('critical')
  })

  it('says nothing of not learning while the run has diverged', () => {
    const values = [2.3, ...noisy(80, 0.005, () => 9)]
    expect(codesOf(watched({ loss: values }))).toEqual(['diverged'])
  })

  it('says overfitting, not divergence, of a validation that passes its start while training improves', () => {
    const rising = validation.map((value, row) => (row < 20 ? value : value * 1.08 ** (row - 20)))
    expect(codesOf(watched({ loss: train, val_loss: rising }))[0]).toBe('overfitting')
  })
})

describe('a run that goes back', () => {
  it('to a checkpoint repeats steps without a finding', () => {
    const watch = startWatch(epochs)
    const values = healthy(100)
    const first = observe(watch, 'run', [columns(values.slice(0, 70), 'loss')])
    const second = observe(watch, 'run', [columns(values.slice(50), 'loss', 50)])
    expect(loud([...first, ...second])).toEqual([])
  })

  it('to step 0 keeps its findings and finds new ones', () => {
    const watch = startWatch(epochs)
    const [finding] = observe(watch, 'run', [columns([2, Number.NaN], 'loss')])
    expect(finding?.code).toBe('non-finite')
    expect(observe(watch, 'run', [columns(healthy(60), 'loss')]).at(-1)?.id).toBe(finding?.id)
    expect(codesOf(observe(watch, 'run', [columns(constant(5, 1e4), 'loss', 60)]))).toEqual(['diverged'])
  })

  it('and a logging stride that changes raise nothing', () => {
    const watch = startWatch(noFacts)
    const every = observe(watch, 'run', [columns(healthy(200), 'loss')])
    const later = observe(watch, 'run', [
      columns(
        noisy(60, 0.001, () => 0.4),
        'loss',
        200,
        500,
      ),
    ])
    expect(loud([...every, ...later])).toEqual([])
  })
})
