/** `check-losses FILE.jsonl`: holds the loss library against golden values. Exit 1 past a tolerance, 2 on a bad file. */
import { readFileSync } from 'node:fs'
import { isLossId } from '../lib/losses/defaults.ts'
import { checkGoldenCase } from '../lib/losses/golden.ts'
import { type GoldenCase, parseGoldenCase } from '../lib/losses/golden-case.ts'

type Tally = { cases: number; missed: string[]; worst: { name: string; error: number; rtol: number } }

function fail(sentence: string): never {
  console.error(sentence)
  process.exit(2)
}

function readCases(file: string): GoldenCase[] {
  let text = ''
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    fail(`Cannot read ${file}: ${(error as NodeJS.ErrnoException).code ?? error}.`)
  }
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return []
    try {
      return [parseGoldenCase(line)]
    } catch (error) {
      return fail(`Line ${index + 1} of ${file} ${(error as Error).message}.`)
    }
  })
}

/** A case that the library refuses counts as missed, with the refusal beside it. */
function add(tally: Tally, golden: GoldenCase): void {
  tally.cases++
  let error = Number.POSITIVE_INFINITY
  try {
    const result = checkGoldenCase(golden)
    error = result.error
    if (!result.held) tally.missed.push(`${golden.case}: error ${error.toExponential(2)} > ${golden.rtol}`)
  } catch (refusal) {
    tally.missed.push(`${golden.case}: ${(refusal as Error).message}`)
  }
  // The worst is the one that uses up most of its tolerance; the first case stands until then.
  if (tally.cases === 1 || error / golden.rtol > tally.worst.error / tally.worst.rtol)
    tally.worst = { name: golden.case, error, rtol: golden.rtol }
}

const file = process.argv[2]
if (!file || process.argv.length > 3) fail('Name one file of golden values: check-losses FILE.jsonl')
const cases = readCases(file)
if (cases.length === 0) fail(`${file} holds no cases.`)

const tallies = new Map<string, Tally>()
const absent = new Map<string, number>()
for (const golden of cases) {
  if (!isLossId(golden.loss)) {
    absent.set(golden.loss, (absent.get(golden.loss) ?? 0) + 1)
    continue
  }
  const tally = tallies.get(golden.loss) ?? { cases: 0, missed: [], worst: { name: '', error: 0, rtol: 1 } }
  tallies.set(golden.loss, tally)
  add(tally, golden)
}

for (const [id, { cases: count, missed, worst }] of tallies) {
  const verdict = missed.length ? `${missed.length} MISSED` : 'all hold'
  const error = `worst error ${worst.error.toExponential(2)} of ${worst.rtol} allowed (${worst.name})`
  console.log(`${id.padEnd(24)} ${String(count).padStart(4)} cases  ${verdict.padEnd(10)}  ${error}`)
  for (const line of missed) console.log(`  missed ${line}`)
}
for (const [id, count] of absent)
  console.log(`${id.padEnd(24)} ${String(count).padStart(4)} cases  not in the library`)

const checked = [...tallies.values()].reduce((sum, tally) => sum + tally.cases, 0)
const missed = [...tallies.values()].reduce((sum, tally) => sum + tally.missed.length, 0)
console.log(
  `${checked - missed} of ${checked} cases hold; ${cases.length - checked} cases of ${absent.size} losses are not in the library.`,
)
if (checked === 0) fail(`No loss of ${file} is in the library.`)
if (missed > 0) process.exitCode = 1
