/** What a gate writes for CI: well-formed whatever runs are called. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyToRun, type Finding, type Run, severities } from '../../lib/run.ts'
import { exitCodes, type Gated, gatedFindings, type Outcome } from '../../scripts/lossglass/gated.ts'
import { junitOf } from '../../scripts/lossglass/junit.ts'
import { sarifOf } from '../../scripts/lossglass/sarif.ts'

const page = 'http://127.0.0.1:3000/runs/a'

const findingOf = (
  series: string,
  severity: Finding['severity'],
  acknowledgedAt: number | null,
): Finding => ({
  ...{ id: `a:diverged:${series}:3`, runId: 'a', code: 'diverged', severity, series, step: 3 },
  ...{ raisedStep: 4, raisedAt: 5, causes: [], resolvedStep: null, acknowledgedAt },
  evidence: { start: 1, now: Number.POSITIVE_INFINITY, best: 0.5 },
})

const gated = fc
  .record({
    name: fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
    series: fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
    severity: fc.constantFrom(...severities),
    acknowledgedAt: fc.constantFrom(null, 7),
    outcome: fc.constantFrom(...(Object.keys(exitCodes) as Outcome[])),
    status: fc.constantFrom<Run['status'][]>('running', 'finished', 'failed', 'lost'),
  })
  .map(({ name, series, severity, acknowledgedAt, outcome, status }): Gated => {
    const run = applyToRun(null, { type: 'run-started', run: { id: 'a', name }, time: 1_800_000_000_000 })
    const findings = [findingOf(series, severity, acknowledgedAt)]
    const record = { run: { ...(run as Run), status, reason: name }, series: [], findings }
    return { record, outcome, failOn: 'warning', page, server: 'http://127.0.0.1:3000', time: 1.9e12 }
  })

/** The tags of a document, if each is closed and every attribute and text is one that XML 1.0 has. */
function tagsOf(xml: string): string[] {
  const open: string[] = []
  const all: string[] = []
  const piece = /<\?xml[^<>]*\?>\n|<(\/?)([a-z-]+)((?: [a-z]+="[^<>"]*")*)(\/?)>|[^<>]+/gy
  while (piece.lastIndex < xml.length) {
    const match = piece.exec(xml)
    if (!match) throw new Error('This is no XML.')
    const [text, end, name, , empty] = match
    expect(text).not.toMatch(/&(?!(amp|lt|gt|quot|#\d+);)|(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/u)
    if (!name) continue
    if (end) expect(open.pop()).toBe(name)
    else all.push(name)
    if (!end && !empty) open.push(name)
  }
  expect(open).toEqual([])
  return all
}

describe('the JUnit report', () => {
  it('is well-formed, with a test for the end and one for each finding', () => {
    fc.assert(
      fc.property(gated, (one) => {
        const xml = junitOf(one)
        const tags = tagsOf(xml)
        expect(tags.slice(0, 2)).toEqual(['testsuites', 'testsuite'])
        expect(tags.filter((tag) => tag === 'testcase')).toHaveLength(2)
        const failures = tags.filter((tag) => tag === 'failure').length
        expect(xml).toContain(`<testsuite name="lossglass" tests="2" failures="${failures}"`)
      }),
    )
  })

  it('fails by a finding that counts, and not by one that is known or lesser', () => {
    fc.assert(
      fc.property(gated, (one) => {
        const [finding] = one.record.findings
        const counts = finding?.severity !== 'info' && finding?.acknowledgedAt === null
        expect(/<failure message="[^"]*" type="(critical|warning)">/.test(junitOf(one))).toBe(counts)
      }),
    )
  })
})

it('findings are told with the numbers of now', () => {
  const [one] = fc.sample(gated, 1) as [Gated]
  const finding = { ...findingOf('loss', 'critical', null), evidence: { start: 1, now: 4, best: 0.5 } }
  const series = [{ name: 'loss', count: 20, nonFinite: 0, last: 20, lastValue: 70 }]
  const told = gatedFindings({ ...one, record: { ...one.record, series, findings: [finding] } })
  expect(told[0]?.text).toContain('loss stood at 70 at step 20, 70 times its start.')
})

describe('the SARIF report', () => {
  it('has what SARIF 2.1.0 requires', () => {
    fc.assert(
      fc.property(gated, (one) => {
        const { version, $schema, runs } = JSON.parse(sarifOf(one))
        expect([version, typeof $schema]).toEqual(['2.1.0', 'string'])
        const [{ tool, results, invocations }] = runs
        expect(tool.driver).toMatchObject({ name: 'Lossglass', version: expect.any(String) })
        expect(invocations[0].executionSuccessful).toBe(one.outcome !== 'failed')
        const [result] = results
        expect(tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId)
        expect(['error', 'warning', 'note']).toContain(result.level)
        expect(result.message.text).toMatch(/\S/)
        expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe(page)
        const isKnown = one.record.findings[0]?.acknowledgedAt !== null
        expect(result.suppressions?.[0].kind).toBe(isKnown ? 'external' : undefined)
      }),
    )
  })
})
