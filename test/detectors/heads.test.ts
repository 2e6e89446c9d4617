import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type AskedOf, explainedRules } from '../../lib/detectors/rulebook.ts'
import { root } from '../../lib/root.ts'

const folder = join(root, 'lib/detectors/rules')
const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'))

const words: Record<AskedOf, RegExp> = {
  values: /Asked of: rows\./,
  bins: /Asked of: bins\b/,
  'values and bins': /Asked of: rows, .*; bins, /,
  run: /Asked of: the run\./,
}

describe('the head of a rule', () => {
  it.each(explainedRules.map(({ code, askedOf }) => [code, askedOf] as const))(
    'of %s says that it is asked of %s, and its test',
    (code, askedOf) => {
      const head = texts.find((text) => text.includes(`code: '${code}'`))?.split('*/')[0]
      expect(head).toMatch(words[askedOf])
      expect(head).toContain('Test: ')
    },
  )
})
