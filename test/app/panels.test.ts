import { type ComponentProps, createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ChartLine } from '../../app/components/chart/line.ts'
import { stepAxis } from '../../app/components/chart/line.ts'
import { LineChart } from '../../app/components/chart/line-chart.tsx'
import { PanelBoundary } from '../../app/components/panel-boundary.tsx'

beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}))
afterEach(() => void vi.restoreAllMocks())

const boundary = (props: ComponentProps<typeof PanelBoundary> & { key?: number }) =>
  createElement(PanelBoundary, props)
const page = (...panels: ReactNode[]) => renderToStaticMarkup(createElement('main', null, ...panels))
const fails = (): ReactNode => {
  throw new Error('no such step')
}

function chart(name: string, columns: ChartLine['columns']) {
  const lines: ChartLine[] = [{ key: name, label: name, columns, hue: 0, stroke: 'validation' }]
  return createElement(LineChart, { key: name, label: name, lines, x: stepAxis, height: 100 })
}
const column = (...numbers: number[]) => Float64Array.from(numbers)
const sound = { steps: column(1, 2, 3), values: column(3, 2, 1), times: column(1, 2, 3) }

describe('a panel that fails on the server', () => {
  it('says which it is and why, and leaves the rest of the page', () => {
    const html = page(
      boundary({ key: 1, what: 'The card of night', draw: fails }),
      createElement('p', { key: 2 }, 'All runs'),
    )
    expect(html).toContain('The card of night cannot be drawn: no such step. The rest of the page goes on.')
    expect(html).toContain('All runs')
  })

  it('is a row where rows are', () => {
    expect(page(boundary({ what: 'The row of night', draw: fails, isRow: true }))).toContain(
      '<tr><td colSpan',
    )
  })

  it('is one chart of several', () => {
    const broken = { ...sound, values: null as unknown as Float64Array }
    const html = page(chart('val/loss', broken), chart('val/rmse', sound))
    expect(html).toContain('The chart of val/loss cannot be drawn: ')
    expect(html).not.toContain('The chart of val/rmse cannot be drawn')
    expect(html).toContain('aria-label="val/rmse"')
  })
})

describe('a panel that fails in the browser', () => {
  it('shows the sentence in place of what it holds, with a way to try again', () => {
    const one = new PanelBoundary({ what: 'The chart of val/loss', children: 'curve' })
    expect(renderToStaticMarkup(one.render())).toContain('curve')
    one.state = PanelBoundary.getDerivedStateFromError(new Error('out of memory'))
    const html = renderToStaticMarkup(one.render())
    expect(html).toContain(
      'The chart of val/loss cannot be drawn: out of memory. The rest of the page goes on.',
    )
    expect(html).toContain('Try again')
  })
})

/** Every corner of IEEE 754, and shapes that curves have. */
const corners = [0, -0, 5e-324, -5e-324, 1e-308, 1, 1 + 2 ** -52, 1e308, -1e308, Number.MAX_VALUE]
const bad = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]

describe('a chart', () => {
  const all = [...corners, ...bad]
  const pairs = all.flatMap((a) => all.map((b) => [a, b] as const))
  it.each(['linear', 'log'] as const)(
    'draws two of any values, %s, with no NaN in its paths',
    (scaleKind) => {
      for (const values of [[], [1], ...pairs]) {
        const steps = values.map((_, i) => i * (2 ** 53 - 2))
        const columns = { steps: column(...steps), values: column(...values), times: column(...steps) }
        const lines: ChartLine[] = [{ key: 'a', label: 'a', columns, hue: 0, stroke: 'train' }]
        const html = page(
          createElement(LineChart, { label: 'a', lines, x: stepAxis, height: 100, scaleKind }),
        )
        expect(html).not.toContain('cannot be drawn')
        expect(html, String(values)).not.toMatch(/ d="[^"]*(NaN|Infinity)/)
      }
    },
  )
})
