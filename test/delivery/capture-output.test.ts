import { expect, it } from 'vitest'
import { captureOutput } from '../../lib/delivery/capture-output.ts'

it('hears what is printed, in whole letters, which goes where it went, until it is ended', () => {
  const shown: string[] = []
  const real = process.stdout.write
  process.stdout.write = ((chunk: Uint8Array | string) => shown.push(String(chunk)) > 0) as typeof real
  const replaced = process.stdout.write
  const heard: [string, string][] = []
  try {
    const stop = captureOutput((text, source) => {
      heard.push([source, text])
      throw new Error('who hears it is in trouble')
    })
    process.stdout.write('one\n')
    const letter = Buffer.from('é\n')
    process.stdout.write(letter.subarray(0, 1))
    process.stdout.write(letter.subarray(1))
    stop()
    expect(process.stdout.write).toBe(replaced)
    process.stdout.write('too late\n')
  } finally {
    process.stdout.write = real
  }
  expect(heard).toEqual([
    ['stdout', 'one\n'],
    ['stdout', ''],
    ['stdout', 'é\n'],
  ])
  expect(shown).toHaveLength(4)
})
