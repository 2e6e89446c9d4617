/**
 * `npm run campaign [-- PART [SIZE [SEED]]]`: does to real servers what should not happen, and counts what got lost.
 * Outside CI.
 */
import { Refusal } from '../lib/refusal.ts'
import { campaignClock } from './campaign/clock.ts'
import { campaignDay } from './campaign/day.ts'
import { campaignDiskFull } from './campaign/disk-full.ts'
import { campaignKills } from './campaign/kills.ts'
import { campaignMalformed } from './campaign/malformed.ts'
import { campaignPages } from './campaign/pages.ts'
import { campaignViewers } from './campaign/viewers.ts'
import { command } from './command.ts'

const parts: Record<string, (args: readonly string[]) => Promise<string[]>> = {
  kills: (args) => campaignKills('postgresql', args),
  'kills-sqlite': (args) => campaignKills('sqlite', args),
  'disk-full': campaignDiskFull,
  clock: campaignClock,
  malformed: campaignMalformed,
  viewers: campaignViewers,
  day: campaignDay,
  pages: campaignPages,
}

await command(async () => {
  const [name, ...args] = process.argv.slice(2)
  if (name !== undefined && !parts[name])
    throw new Refusal(
      'invalid',
      `There is no part "${name}" of the campaign: choose one of ${Object.keys(parts).join(', ')}.`,
    )
  const wrong = args.find((arg) => !/^[1-9]\d*$/.test(arg))
  if (wrong !== undefined) throw new Refusal('invalid', `A size is a whole number above 0, not "${wrong}".`)
  for (const [title, part] of Object.entries(parts)) {
    if (name !== undefined && name !== title) continue
    console.log(`\n${title}`)
    const start = performance.now()
    for (const line of await part(args)) console.log(`  ${line}`)
    console.log(`  (${Math.round((performance.now() - start) / 1000)} s)`)
  }
  process.exit(0)
})
