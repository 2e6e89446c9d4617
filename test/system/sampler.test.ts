import { expect, it } from 'vitest'
import { sampleSystem } from '../../lib/system/sampler.ts'
import { systemText, systemUnit, withoutSystem } from '../../lib/system/system-series.ts'

const waited = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

it('tells of processors, memory and disk again and again once there is a step, until it is stopped', async () => {
  const seen: Record<string, number>[] = []
  let isReady = false
  const stop = sampleSystem({
    ...{
      isReady: () => isReady,
      onValues: (values) => seen.push(values),
      times: { firstMs: 5, everyMs: 30 },
    },
    readGpus: async () => ({ 'system/gpu0/power': 20 }),
  })
  await waited(40)
  expect(seen).toEqual([])
  isReady = true
  while (seen.length < 3) await waited(10)
  stop()
  const { length } = seen
  await waited(80)
  expect(seen).toHaveLength(length)
  const last = seen.at(-1) as Record<string, number>
  expect(Object.keys(last).sort()).toEqual([
    ...['system/cpu', 'system/disk_free', 'system/disk_used', 'system/gpu0/power'],
    ...['system/memory', 'system/process_memory'],
  ])
  expect(last['system/cpu']).toBeLessThanOrEqual(100)
  expect(last['system/process_memory']).toBeGreaterThan(1e7)
  for (const name of Object.keys(last)) {
    expect(systemUnit(name)).not.toBeNull()
    expect(last[name]).toBeGreaterThanOrEqual(0)
  }
})

it('goes on where a part of it fails', async () => {
  let asked = 0
  const stop = sampleSystem({
    ...{ isReady: () => true, onValues() {}, times: { firstMs: 1, everyMs: 1 } },
    readGpus: async () => {
      asked++
      throw new Error('no cards today')
    },
  })
  while (asked < 3) await waited(5)
  stop()
})

it('knows what its values are measured in', () => {
  expect(systemText('system/cpu', 12.345)).toBe('12.3 %')
  expect(systemText('system/memory', 12_345_678_901)).toBe('12.3 GB')
  expect(systemText('system/gpu0/memory', 0)).toBe('0 B')
  expect(systemText('system/gpu1/temperature', 61)).toBe('61 °C')
  expect(systemText('system/gpu1/power', 298.51)).toBe('298.5 W')
  for (const name of ['train/memory', 'cpu', 'system/other']) expect(systemText(name, 1)).toBeNull()
  expect(systemText('system/cpu', Number.NaN)).toBeNull()
  expect(withoutSystem([{ name: 'system/cpu' }, { name: 'systematic' }])).toEqual([{ name: 'systematic' }])
})
