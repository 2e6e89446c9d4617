import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createGpuReader, readCards } from '../../lib/system/gpus.ts'
import { ownFolder } from '../own-folder.ts'

const folder = ownFolder()

/** A program that does as it is told in the place of nvidia-smi, and counts how often it was asked. */
function programThat(does: string) {
  const file = join(folder, `nvidia-smi-${does.length}`)
  const asked = join(folder, `asked-${does.length}`)
  writeFileSync(file, `#!/bin/sh\nprintf x >> '${asked}'\n${does}\n`)
  chmodSync(file, 0o755)
  return { file, asked }
}

describe('graphics cards', () => {
  it.each<[string, string, Record<string, number>]>([
    [
      'two cards',
      '0, 87, 22341, 71, 298.51\n1, 0, 3, 34, 21.07\n',
      {
        ...{ 'system/gpu0/utilization': 87, 'system/gpu0/memory': 22341 * 2 ** 20 },
        ...{ 'system/gpu0/temperature': 71, 'system/gpu0/power': 298.51 },
        ...{ 'system/gpu1/utilization': 0, 'system/gpu1/memory': 3 * 2 ** 20 },
        ...{ 'system/gpu1/temperature': 34, 'system/gpu1/power': 21.07 },
      },
    ],
    [
      'one that says little',
      '0, [N/A], 512, [Not Supported], [Unknown Error]\r\n',
      { 'system/gpu0/memory': 512 * 2 ** 20 },
    ],
    ['none', 'No devices were found\n', {}],
    [
      'a driver in trouble',
      'NVIDIA-SMI has failed because it couldn’t communicate with the NVIDIA driver.',
      {},
    ],
    ['another version', '0, 87, 22341\n', {}],
    ['nothing', '', {}],
  ])('are read of %s', (_, printed, values) => {
    expect(readCards(printed)).toEqual(values)
  })

  it('are asked by the fields that are read, and given up after failures', async () => {
    const good = programThat('case "$1" in *power.draw) echo "0, 5, 6, 7, 8.5";; esac')
    expect(await createGpuReader(good.file)()).toMatchObject({ 'system/gpu0/power': 8.5 })
    const bad = programThat('echo "no driver" >&2; exit 9')
    const read = createGpuReader(bad.file)
    for (let i = 0; i < 5; i++) expect(await read()).toEqual({})
    // It notes each time that it was asked.
    expect(readFileSync(bad.asked, 'utf8')).toHaveLength(3)
    expect(await createGpuReader('no-such-program-anywhere')()).toEqual({})
  })
})
