import { describe, expect, it } from 'vitest'
import { clockAxis, workAxis } from '../../app/components/chart/time-axis.ts'

describe('an axis of times', () => {
  const start = Date.UTC(2026, 0, 5, 9, 7, 13)
  const spans = [10e3, 600e3, 7200e3, 86_400e3, 20 * 86_400e3, 900 * 86_400e3]

  it.each(spans)('has two to eight labels within %d ms, told apart', (span) => {
    const ticks = clockAxis.ticks?.(start, start + span) ?? []
    expect(ticks.length).toBeGreaterThanOrEqual(2)
    expect(ticks.length).toBeLessThanOrEqual(8)
    expect(ticks.every((tick) => tick >= start && tick <= start + span)).toBe(true)
    expect(new Set(clockAxis.labels?.(ticks)).size).toBe(ticks.length)
  })

  it('counts minutes of training', () => {
    expect(workAxis.of(90_000)).toBe(1.5)
    expect(workAxis.toStep(1.5)).toBe(90_000)
  })
})
