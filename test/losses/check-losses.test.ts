import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { ownFolder } from '../own-folder.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const golden = join(root, 'test/losses/golden.jsonl')
const lines = readFileSync(golden, 'utf8').trim().split('\n')
const folder = ownFolder()

function fileOf(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

function checkLosses(...args: string[]) {
  const command = ['scripts/run.mjs', 'check-losses', ...args]
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: root,
    encoding: 'utf8',
  })
  return { status, stdout, stderr: stderr.trim() }
}

describe('check-losses', () => {
  it('prints the worst error of every loss and exits 0 when all cases hold', () => {
    const foreign = lines[0]?.replace('"mse"', '"my-loss"')
    const { status, stdout } = checkLosses(fileOf('mixed.jsonl', `${lines.join('\n')}\n${foreign}\n\n`))
    expect(status).toBe(0)
    expect(stdout).toMatch(/^cross-entropy +12 cases {2}all hold/m)
    expect(stdout).toMatch(/^my-loss +1 cases {2}not in the library$/m)
    expect(stdout).toContain(
      `${lines.length} of ${lines.length} cases hold; 1 cases of 1 losses are not in the library.`,
    )
  })

  it('names what missed its tolerance and exits 1', () => {
    const wrong = JSON.stringify({ ...JSON.parse(lines[0] ?? ''), value: 7 })
    const refused = JSON.stringify({ ...JSON.parse(lines[0] ?? ''), case: 'odd', params: { beta: 1 } })
    const { status, stdout } = checkLosses(fileOf('wrong.jsonl', `${wrong}\n${refused}`))
    expect(status).toBe(1)
    expect(stdout).toMatch(/missed mean: error .* > 1e-10/)
    expect(stdout).toContain('missed odd: The loss mse has no parameter "beta": it has none.')
  })

  it.each([
    ['no file', [], 'Name one file of golden values: check-losses FILE.jsonl'],
    [
      'a file that is not there',
      [join(folder, 'absent.jsonl')],
      `Cannot read ${join(folder, 'absent.jsonl')}: ENOENT.`,
    ],
    ['an empty file', [fileOf('empty.jsonl', '\n')], `${join(folder, 'empty.jsonl')} holds no cases.`],
    [
      'a file of something else',
      [fileOf('text.jsonl', 'hello')],
      `Line 1 of ${join(folder, 'text.jsonl')} is not JSON.`,
    ],
    [
      'a file of unknown losses only',
      [fileOf('foreign.jsonl', lines[0]?.replace('"mse"', '"my-loss"') ?? '')],
      `No loss of ${join(folder, 'foreign.jsonl')} is in the library.`,
    ],
  ])('exits 2 with one sentence on %s', (_title, args, sentence) => {
    expect(checkLosses(...args)).toMatchObject({ status: 2, stderr: sentence })
  })
})
