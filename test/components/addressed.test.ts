import { describe, expect, it } from 'vitest'
import { addressed } from '../../app/components/addressed.ts'

const origin = 'http://10.0.0.5:3150'

describe('code to copy', () => {
  it.each([
    ['npm run train -- --task digits', `npm run train -- --task digits --server ${origin}`],
    [
      'npm run train -- --a\nnpm run train -- --b',
      `npm run train -- --a --server ${origin}\nnpm run train -- --b --server ${origin}`,
    ],
    ['npm run sweep -- --resume s', `npm run sweep -- --resume s --server ${origin}`],
    ['npm run train -- --server http://other:1 --a', 'npm run train -- --server http://other:1 --a'],
    ["curl http://127.0.0.1:3000/api/ingest -d '{}'", `curl ${origin}/api/ingest -d '{}'`],
    [
      "const run = startRun({ name: 'my loop' })",
      `const run = startRun({ name: 'my loop' }, { url: '${origin}' })`,
    ],
    ['import torch', 'import torch'],
  ])('names the server where it would go elsewhere: %s', (code, expected) => {
    expect(addressed(code, origin)).toBe(expected)
  })

  it('is short where the server is the usual one, or not known yet', () => {
    for (const known of [null, 'http://localhost:3000', 'http://127.0.0.1:3000'])
      expect(addressed('npm run train -- --a', known)).toBe('npm run train -- --a')
  })
})
