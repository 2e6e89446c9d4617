/** A loss that stands is a note as long as a slow start looks the same, and a warning afterwards. */
import { describe, expect, it } from 'vitest'
import { noFacts, type RunFacts } from '../../lib/detectors/detector.ts'
import { watchFromText, watchToText } from '../../lib/detectors/memory/stored-watch.ts'
import { finish, observe, startWatch } from '../../lib/detectors/memory/watch.ts'
import { describeFinding } from '../../lib/detectors/words/message.ts'
import type { Finding } from '../../lib/run.ts'
import { decay, noisy, stands } from './curves.ts'
import { columns } from './watching.ts'

const seeds = [1, 2, 3, 4, 5, 6, 7, 8]
/** What is said of its standing, as `severity@row`, when a row comes after the other. */
function saidOf(values: readonly number[], facts: RunFacts = noFacts, beside: Record<string, number> = {}) {
  const watch = startWatch(facts)
  const said: string[] = []
  for (const [row, value] of values.entries()) {
    const others = Object.entries(beside).map(([name, other]) => columns([other], name, row))
    for (const finding of observe(watch, 'run', [columns([value], 'train/loss', row), ...others]))
      if (finding.code === 'not-learning')
        said.push(`${finding.resolvedStep ? 'over' : finding.severity}@${row}`)
  }
  return { said, watch }
}
const rowOf = (said: string | undefined) => Number(said?.split('@')[1])

describe('a loss of every step that stands', () => {
  it('is noted within 200 rows, and is a warning once 5,000 rows are over, where nothing hints at a fall', () => {
    const rows: number[] = []
    for (const seed of seeds) {
      const { said, watch } = saidOf(stands(6500, 0.02, seed))
      const [note, warning, ...more] = said
      expect(note).toMatch(/^info@/)
      expect(rowOf(note)).toBeLessThan(200)
      expect(more).toEqual([])
      if (warning) expect(warning).toMatch(/^warning@/)
      else expect(finish(watch, 'run')).toMatchObject([{ code: 'not-learning', severity: 'warning' }])
      if (warning) rows.push(rowOf(warning))
    }
    expect(rows.length).toBeGreaterThanOrEqual(6)
    expect(Math.min(...rows)).toBeGreaterThanOrEqual(5000)
    expect(Math.max(...rows)).toBeLessThan(6400)
  })

  it('is a warning after a fifth of a plan', () => {
    const { said } = saidOf(stands(1000, 0.01), { ...noFacts, plannedSteps: 4000 })
    expect(said).toHaveLength(2)
    expect(rowOf(said[1])).toBeGreaterThanOrEqual(800)
    expect(rowOf(said[1])).toBeLessThan(900)
  })

  it('is a warning at once where the rate is 0', () => {
    const { said } = saidOf(stands(400, 0.01), noFacts, { lr: 0 })
    expect(said).toHaveLength(1)
    expect(said[0]).toMatch(/^warning@1\d\d$/)
  })

  it('leaves no more than a note that is over where it only begins slowly', () => {
    for (const seed of seeds) {
      const slow = [...stands(600, 0.02, seed), ...noisy(3000, 0.02, decay(Math.LN10, 0.3, 500), seed)]
      const { said } = saidOf(slow)
      expect(said.map((one) => one.split('@')[0])).toEqual(['info', 'over'])
    }
  })
})

describe('a run that ends before one may be sure', () => {
  const short = () => saidOf(stands(400, 0.01)).watch
  const severities = (findings: Finding[]) => findings.map(({ code, severity }) => [code, severity])

  it('has a warning then, once', () => {
    const watch = short()
    const before = watchToText(watch)
    expect(severities(finish(watch, 'run'))).toEqual([['not-learning', 'warning']])
    expect(finish(watch, 'run')).toEqual([])
    const again = watchFromText(before)
    expect(again && severities(finish(again, 'run'))).toEqual([['not-learning', 'warning']])
  })

  it('has none where nothing was noted, or what was is over', () => {
    expect(finish(saidOf(stands(60)).watch, 'run')).toEqual([])
    const slow = [...stands(300, 0.01), ...noisy(600, 0.01, decay(Math.LN10, 0.3, 100))]
    const { said, watch } = saidOf(slow)
    expect(said).toHaveLength(2)
    expect(finish(watch, 'run')).toEqual([])
  })

  it('has no more than notes of the parts of its loss', () => {
    const watch = startWatch(noFacts)
    const values = noisy(400, 0.002, () => 3.5)
    observe(watch, 'run', [columns(values, 'train/box_loss', 0, 20)])
    expect(severities(finish(watch, 'run')).filter(([, severity]) => severity !== 'info')).toEqual([])
  })

  it('says what it waits for, and no longer once it is sure', () => {
    const watch = startWatch(noFacts)
    const [note] = observe(watch, 'run', [columns(stands(400, 0.01))]).filter(
      ({ code }) => code === 'not-learning',
    )
    const [warning] = finish(watch, 'run')
    if (!note || !warning) throw new Error('Nothing was found.')
    expect(describeFinding(note)).toMatchObject({
      title: expect.stringMatching(/^No fall yet at step \d+$/),
      usually: expect.stringContaining('It becomes a warning if it goes on'),
    })
    expect(describeFinding(warning)).toMatchObject({
      title: expect.stringMatching(/^Not learning at step \d+$/),
      usually: expect.stringContaining('no signal'),
    })
  })
})
