import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { transformSync } from 'esbuild'
import katex from 'katex'
import { describe, expect, it } from 'vitest'
import { customExample } from '../../app/losses/guide/custom-example.ts'
import { guideOf } from '../../lib/losses/guides/index.ts'
import { evaluate, losses, lossIds, lossOf, readParams, tensorOf } from '../../lib/losses/index.ts'
import { loadLoss } from '../../scripts/load-loss.ts'

const cases = lossIds.map((id) => [id, guideOf(id)] as const)

/** Statements of a snippet: they begin at the left edge, unless the line only closes what is open. */
function statementsOf(snippet: string): string[] {
  const statements: string[] = []
  for (const line of snippet.split('\n')) {
    if (/^[^\s})\]]/.test(line)) statements.push(line)
    else statements.push(`${statements.pop() ?? ''}\n${line}`)
  }
  return statements
}

/** What a snippet says that its lines give, and what they give. */
function run(snippet: string): { said: string; given: string }[] {
  const body = statementsOf(snippet).map((statement) => {
    const said = /^(.*?)\s*\/\/ → (.+)$/s.exec(statement)
    return said ? `;look(() => (${said[1]?.replace(/^;/, '')}), ${JSON.stringify(said[2])})` : statement
  })
  const { code } = transformSync(body.join('\n'), { loader: 'ts' })
  const seen: { said: string; given: string }[] = []
  const look = (give: () => unknown, said: string) => seen.push({ said, given: textOf(give) })
  new Function('evaluate', 'lossOf', 'readParams', 'tensorOf', 'look', code)(
    evaluate,
    lossOf,
    readParams,
    tensorOf,
    look,
  )
  return seen
}

function textOf(give: () => unknown): string {
  try {
    const value = give()
    return typeof value === 'number' ? String(Number(value.toFixed(4)) + 0) : String(value)
  } catch {
    return 'refused'
  }
}

describe('the guide of each loss', () => {
  it.each(cases)('%s: what its TypeScript says it gives is what it gives', (_id, { mistake }) => {
    for (const snippet of [mistake.wrong.typescript, mistake.right.typescript]) {
      const seen = run(snippet)
      expect(seen.length).toBeGreaterThan(0)
      expect(seen.map(({ given }) => given)).toEqual(seen.map(({ said }) => said))
    }
  })

  it.each(cases)(
    '%s: says when, what it is sensitive to and its relatives, in whole sentences',
    (id, guide) => {
      expect(guide.useWhen.length).toBeGreaterThan(0)
      expect(guide.sensitiveTo.length).toBeGreaterThan(0)
      expect(guide.relatives.length).toBeGreaterThan(0)
      const sentences = [
        guide.summary,
        guide.shapes,
        guide.mistake.text,
        ...guide.useWhen,
        ...guide.sensitiveTo,
      ]
      for (const sentence of sentences) expect(sentence).toMatch(/[.?]$/)
      for (const relative of guide.relatives) {
        expect(relative.id).not.toBe(id)
        expect(relative.difference).toMatch(/^[a-z].*\.$/)
      }
    },
  )

  it.each(cases)('%s: its formula is one that can be set', (id) => {
    const html = katex.renderToString(losses[id].formula, { throwOnError: true, displayMode: true })
    expect(html).toContain('<math')
  })

  it('tells the values of a softmax too many as the library knows them', () => {
    const told = guideOf('cross-entropy').tellingValues?.map(({ value }) => Number(value.toFixed(6)))
    const known = [2, 3, 10].flatMap((classes) =>
      (lossOf('cross-entropy').telltales?.({ classes }, readParams(lossOf('cross-entropy'))) ?? [])
        .filter(({ cause, upTo }) => cause === 'softmax-before-cross-entropy' && upTo === undefined)
        .map(({ value }) => Number(value.toFixed(6))),
    )
    expect(told).toEqual(known)
  })

  it('shows a loss of one’s own that can be loaded, and whose gradient is that of its value', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'lossglass-guide-')), 'my-loss.ts')
    writeFileSync(file, customExample)
    const { loss, tryOn } = await loadLoss(file, losses.mse.expects)
    const batch = {
      inputs: { predictions: tensorOf([1, 5, 2]) },
      targets: { targets: tensorOf([3, 3, 2.5]) },
    }
    tryOn(batch, readParams(loss))
    expect(evaluate(loss, batch, { reduction: 'sum' }).value).toBe(3 * 4 + 4 + 3 * 0.25)
  })

  it('tells values that the library computes', () => {
    const values = (id: 'bce' | 'bce-with-logits' | 'triplet') =>
      guideOf(id).tellingValues?.map(({ value }) => Number(value.toFixed(4)))
    expect(values('bce-with-logits')).toEqual([0.3133, Number(Math.LN2.toFixed(4))])
    expect(values('bce')).toEqual([16.1181, 27.631, 100, Number(Math.LN2.toFixed(4))])
    expect(values('triplet')).toEqual([1])
  })
})
