/** The outcome of a wait as JUnit XML: how the run ended is a test, and so is each finding. */
import { isoTime } from '../../lib/format.ts'
import { isLive } from '../../lib/run.ts'
import { type Gated, gatedFindings, outcomeWords } from './gated.ts'

/** What XML 1.0 cannot hold is left out. */
const forbidden = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu
const entities: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' },
  ...{ '\n': '&#10;', '\r': '&#13;', '\t': '&#9;' },
}

function escaped(text: string): string {
  return text.replace(forbidden, '').replace(/[&<>"\n\r\t]/g, (letter) => entities[letter] as string)
}

function element(name: string, attributes: Readonly<Record<string, string | number>>, inner = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
  return `<${name}${written.join('')}>${inner}</${name}>`
}

/** Nothing where it finished; how it ends is not known where the gate did not wait for it. */
function endingOf({ record: { run }, outcome, page }: Gated): string {
  if (run.status === 'finished') return ''
  if (outcome === 'found' && isLive(run)) return '<skipped/>'
  return element('failure', { message: run.reason ?? outcomeWords[outcome], type: run.status }, escaped(page))
}

export function junitOf(gated: Gated): string {
  const { record, page, time } = gated
  const { run } = record
  const classname = run.name
  const seconds = (((run.endedAt ?? time) - run.startedAt) / 1000).toFixed(3)
  const cases = [
    element('testcase', { name: 'finishes', classname, time: seconds }, endingOf(gated)),
    ...gatedFindings(gated).map(({ finding, words, text, counts }) =>
      element(
        'testcase',
        { name: `${finding.code} in ${finding.series} at step ${finding.step}`, classname, time: 0 },
        counts
          ? element('failure', { message: words.title, type: finding.severity }, escaped(`${text} ${page}`))
          : element('system-out', {}, escaped(text)),
      ),
    ),
  ]
  const having = (part: string) => cases.filter((one) => one.includes(part)).length
  const tally = { tests: cases.length, failures: having('<failure '), skipped: having('<skipped/>') }
  const counts = { ...tally, errors: 0, time: seconds }
  const timestamp = isoTime(run.startedAt).replace(/\.\d+Z$/, '')
  const suite = element('testsuite', { name: 'lossglass', ...counts, timestamp }, cases.join('\n'))
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', { name: 'lossglass', ...counts }, suite)}\n`
}
