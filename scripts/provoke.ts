/**
 * `npm run provoke [-- SEEDS]`: makes known mistakes on purpose with real trainings, each beside the same one without the
 * mistake, and prints what the detectors name: how often it was found, which cause came first, how often the twin was flagged.
 */
import { Refusal } from '../lib/refusal.ts'
import { command, readPlaces } from './command.ts'
import { scenarios } from './provoke/scenarios.ts'
import { alarms, answers, findingsOf } from './provoke/watched-training.ts'

const usualSeeds = 3
const mostSeeds = 1000

function counted(names: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].map(([name, count]) => `${name} ${count}`).join(', ') || '–'
}

await command(async () => {
  const [text = String(usualSeeds)] = readPlaces({}).places
  const seeds = Number(text)
  if (!Number.isInteger(seeds) || seeds < 1 || seeds > mostSeeds)
    throw new Refusal('invalid', `"${text}" is no number of seeds: 1 to ${mostSeeds}.`)
  const sum = { right: 0, wrong: 0, provoked: 0, flagged: 0, healthy: 0 }
  console.log('| what was done | found | causes named first | healthy twins flagged |\n|---|---|---|---|')
  for (const scenario of scenarios) {
    const firsts: string[] = []
    let found = 0
    let flagged = 0
    for (let seed = 0; seed < seeds; seed++) {
      const said = answers(scenario, await findingsOf(scenario, seed))
      const [first] = said.flatMap(({ causes }) => causes.slice(0, 1))
      if (said.length) found++
      firsts.push(first ?? (said[0] ? `${said[0].code}, no cause` : 'nothing'))
      if (first && scenario.causes.includes(first)) sum.right++
      else if (first) sum.wrong++
      if (alarms(await findingsOf(scenario.twin, seed)).length) flagged++
    }
    sum.provoked += seeds
    sum.healthy += seeds
    sum.flagged += flagged
    console.log(`| ${scenario.title} | ${found} of ${seeds} | ${counted(firsts)} | ${flagged} of ${seeds} |`)
  }
  console.log(
    `\nright cause: ${sum.right} of ${sum.provoked}; wrong: ${sum.wrong}; healthy runs flagged: ${sum.flagged} of ${sum.healthy}`,
  )
})
