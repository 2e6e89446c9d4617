/** `lossglass wait`: waits for a run, as a gate for CI and scripts. */
import { closeSync, existsSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { toJson } from '../../lib/number.ts'
import { Refusal, shown } from '../../lib/refusal.ts'
import { isLive, type Severity, severities } from '../../lib/run.ts'
import { runAsked } from './arguments.ts'
import { exitCodes, type Gated, gatedFindings, type Outcome, outcomeWords } from './gated.ts'
import { junitOf } from './junit.ts'
import type { OwnCommand } from './own-command.ts'
import { hasColours, paint } from './paint.ts'
import { printable, printableJson } from './printable.ts'
import { type ApiRecord, readRecord, recordOf } from './record.ts'
import { sarifOf } from './sarif.ts'
import type { LossglassServer } from './server.ts'

const askedEveryMs = 1000

const units: Readonly<Record<string, number>> = { '': 1000, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** `90`, `90s`, `10m`, `2h` in milliseconds. */
function readTimeout(text: string): number {
  const [, digits, unit = ''] = /^(\d+(?:\.\d+)?)([smhd]?)$/.exec(text) ?? []
  const ms = Number(digits) * (units[unit] ?? Number.NaN)
  if (ms > 0) return ms
  throw new Refusal('invalid', `--timeout is a time such as 90s, 10m or 2h, not ${shown(text)}.`)
}

/** Null while it goes on and nothing was found. What a person has acknowledged is known, and fails nothing. */
function outcomeOf({ run, findings }: ApiRecord, failOn: Severity): Outcome | null {
  const least = severities.indexOf(failOn)
  const isFound = findings.some(
    ({ severity, acknowledgedAt }) => acknowledgedAt === null && severities.indexOf(severity) >= least,
  )
  if (isFound) return 'found'
  if (isLive(run)) return null
  return run.status === 'finished' ? 'passed' : 'failed'
}

async function waited(
  server: LossglassServer,
  first: ApiRecord,
  failOn: Severity,
  until: number,
): Promise<{ record: ApiRecord; outcome: Outcome }> {
  let record = first
  let isAway = false
  for (;;) {
    const outcome = outcomeOf(record, failOn)
    if (outcome) return { record, outcome }
    const left = until - Date.now()
    if (left <= 0) return { record, outcome: 'timeout' }
    await sleep(Math.min(askedEveryMs, left))
    try {
      record = await readRecord(server, record.run.id)
      isAway = false
    } catch (error) {
      // The training goes on without a server, and so does who waits for it.
      if (!(error instanceof Refusal && error.code === 'unavailable')) throw error
      if (!isAway) console.error('The server is away: waiting for it.')
      isAway = true
    }
  }
}

function severityOf(text: unknown): Severity {
  if (text === 'warning' || text === 'critical') return text
  throw new Refusal('invalid', `--fail-on is warning or critical, not ${shown(text)}.`)
}

/** Before hours of waiting: a report that cannot be written is a wrong flag. What the file held stays until then. */
function requireWritable(file: unknown): void {
  if (typeof file !== 'string') return
  const wasThere = existsSync(file)
  try {
    closeSync(openSync(file, 'a'))
    if (!wasThere) rmSync(file)
  } catch (error) {
    throw new Refusal('invalid', `${shown(file)} cannot be written: ${(error as Error).message}.`)
  }
}

/** What came of the run is what the exit code says, whatever has become of the disk. */
function writeReport(file: unknown, text: string): void {
  if (typeof file !== 'string') return
  try {
    writeFileSync(file, text)
  } catch (error) {
    console.error(`${shown(file)} could not be written: ${(error as Error).message}.`)
  }
}

export const waitForRun: OwnCommand = {
  name: 'wait',
  usage: 'wait RUN',
  title: 'Waits until a run has ended, or something was found: a gate for CI and scripts',
  asks: 'server',
  options: {
    'fail-on': { type: 'string' },
    timeout: { type: 'string' },
    junit: { type: 'string' },
    sarif: { type: 'string' },
  },
  help: {
    flags: [
      [
        '--fail-on warning|critical',
        'The least severity that fails, as soon as it is found. critical where left out.',
      ],
      ['--timeout TIME', 'As 90s, 10m or 2h; without end where left out.'],
      ['--junit FILE', 'Writes a report that CI systems show as tests.'],
      ['--sarif FILE', 'Writes the findings as SARIF 2.1.0.'],
    ],
    notes: [
      `Exit codes: ${Object.entries(exitCodes)
        .map(([outcome, code]) => `${code} ${outcomeWords[outcome as Outcome]}`)
        .join(', ')}, 1 it could not be asked (no server, no such run, a wrong flag).`,
      'A finding that is over by now counts too; one that a person has acknowledged does not.',
    ],
  },
  async run({ flags, places }, server) {
    const failOn = severityOf(flags['fail-on'] ?? 'critical')
    const timeout =
      flags.timeout === undefined ? Number.POSITIVE_INFINITY : readTimeout(String(flags.timeout))
    const until = Date.now() + timeout
    requireWritable(flags.junit)
    requireWritable(flags.sarif)
    const { record: first, page } = await recordOf(server, runAsked('wait', places))
    if (!flags.json) console.error(`Waiting for ${printable(first.run.name)}: ${page}`)
    const { record, outcome } = await waited(server, first, failOn, until)
    const gated: Gated = { record, outcome, failOn, page, server: server.url, time: Date.now() }
    writeReport(flags.junit, junitOf(gated))
    writeReport(flags.sarif, sarifOf(gated))
    say(gated, flags.json === true)
    process.exitCode = exitCodes[outcome]
  },
}

function say(gated: Gated, isJson: boolean): void {
  const { record, outcome, page } = gated
  const { id, name, status, reason } = record.run
  if (isJson) {
    const findings = gatedFindings(gated).map(({ finding, words, counts }) => {
      const { id, code, severity, series, step } = finding
      return { id, code, severity, series, step, title: words.title, counts }
    })
    const answer = { run: id, name, status, reason, outcome, exit_code: exitCodes[outcome], findings, page }
    console.log(printableJson(toJson(answer)))
    return
  }
  for (const { text, counts } of gatedFindings(gated))
    console.log(paint(printable(text), counts ? 'red' : null, hasColours()))
  const why = reason && outcome === 'failed' ? ` ${reason}` : ''
  console.log(printable(`${name}: ${status}, ${outcomeWords[outcome]}.${why}`))
  console.log(page)
}
