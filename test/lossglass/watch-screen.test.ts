/** What `lossglass watch` draws. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEvent, type RunEvent, type RunView } from '../../lib/run.ts'
import { panelNames, screenLines } from '../../scripts/lossglass/watch-screen.ts'
import { points } from '../store/points.ts'

const evil = 'run \x1b[2J\n\u202e'

function viewOf(values: readonly number[], more: readonly RunEvent[] = []): RunView {
  const steps = values.map((_, i) => i + 1)
  const events: RunEvent[] = [
    { type: 'run-started', run: { id: 'a', name: evil, plannedSteps: 100 }, time: 1_800_000_000_000 },
    points('a', 'val/loss', steps, [...values]),
    points('a', 'train/loss', steps, [...values]),
    points('a', 'lr', steps, [...values]),
    ...more,
  ]
  const view = events.reduce(applyEvent, null as RunView | null)
  if (!view) throw new Error('no run')
  return view
}

const shown = (view: RunView, size: { columns: number; rows: number }, rest = {}) =>
  screenLines(
    { view, panel: 0, isLog: false, isConnected: true, place: '1 of 1', page: 'http://a/runs/a', ...rest },
    { ...size, isColoured: false },
    1_800_000_001_000,
  )

const value = fc.oneof(
  fc.double(),
  fc.constantFrom(Number.NaN, Infinity, -Infinity, -0, 5e-324, Number.MAX_VALUE),
)

describe('the screen of a run', () => {
  it('fits any terminal, and holds nothing that one obeys, whatever the values', () => {
    const size = fc.record({
      columns: fc.integer({ min: 20, max: 200 }),
      rows: fc.integer({ min: 4, max: 60 }),
    })
    fc.assert(
      fc.property(fc.array(value, { maxLength: 40 }), size, fc.boolean(), (values, size, isLog) => {
        const lines = shown(viewOf(values), size, { isLog })
        expect(lines.length).toBeLessThanOrEqual(size.rows)
        for (const line of lines) {
          expect(Array.from(line).length).toBeLessThanOrEqual(size.columns)
          expect(line).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('draws a loss that falls from the upper left to the lower right, a cross where it is NaN', () => {
    const lines = shown(viewOf([8, 7, 6, 5, 4, 3, 2, 1, Number.NaN]), { columns: 60, rows: 20 })
    const drawn = lines.filter((line) => /[\u2801-\u28ff]/.test(line))
    const place = (line: string | undefined) => Array.from(line ?? '').findIndex((one) => one >= '\u2801')
    expect(place(drawn[0])).toBeLessThan(place(drawn.at(-1)))
    expect(lines.join('')).toContain('×')
  })

  it('has the losses first, each metric in its turn, and turns round at both ends', () => {
    const view = viewOf([2, 1])
    expect(panelNames(view)).toEqual([['val/loss', 'train/loss'], ['lr']])
    for (const panel of [1, -1, 3])
      expect(shown(view, { columns: 80, rows: 20 }, { panel }).join('\n')).toContain('● lr 1')
  })

  it('says when it has no connection', () => {
    expect(shown(viewOf([1]), { columns: 80, rows: 20 }, { isConnected: false })[0]).toContain(
      'no connection',
    )
  })
})
