/**
 * `npm run provoke [-- SEEDS]`: makes known mistakes on purpose with real trainings, beside healthy ones, and prints what the
 * detectors name. Each line of the table: what was done, how often it was found, and which causes came first.
 */
import { command } from './command.ts'
import { scenarios } from './provoke/scenarios.ts'
import { alarms, findingsOf } from './provoke/watched-training.ts'

const usualSeeds = 3

function counted(names: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].map(([name, count]) => `${name} ${count}`).join(', ') || '–'
}

await command(async () => {
  const seeds = Number(process.argv[2] ?? usualSeeds)
  let right = 0
  let wrong = 0
  let provoked = 0
  let flagged = 0
  let healthy = 0
  console.log('| what was done | found | causes named first |\n|---|---|---|')
  for (const scenario of scenarios) {
    const firsts: string[] = []
    let found = 0
    for (let seed = 0; seed < seeds; seed++) {
      const loud = alarms(await findingsOf(scenario, seed))
      const named = loud.flatMap(({ causes }) => causes.slice(0, 1))
      if (loud.length) found++
      firsts.push(named[0] ?? (loud[0] ? `${loud[0].code}, no cause` : 'nothing'))
      if (scenario.causes.length === 0) {
        healthy++
        if (loud.length) flagged++
        continue
      }
      provoked++
      if (named.some((cause) => scenario.causes.includes(cause))) right++
      else if (named.length) wrong++
    }
    console.log(`| ${scenario.title} | ${found} of ${seeds} | ${counted(firsts)} |`)
  }
  console.log(
    `\nright cause: ${right} of ${provoked}; wrong: ${wrong}; healthy runs flagged: ${flagged} of ${healthy}`,
  )
})
