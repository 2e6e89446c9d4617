/** How often a verdict over seeds is wrong: losses that are equal in truth, and losses that are two deviations apart. */
import type { ComparedRun } from '../../lib/compare/compared-run.ts'
import { usualJudging, verdictOf } from '../../lib/compare/verdict.ts'
import { createRandom, type Random } from '../../lib/random.ts'
import { applyToRun, type Run } from '../../lib/run.ts'

const metric = 'val/mae'

/** Spread of one deviation around 0. */
const noises: Record<string, (random: Random) => number> = {
  normal: (random) => random.normal(),
  // Student's t with three degrees of freedom has a deviation of √3.
  'heavy tails': (random) => {
    const squares = [1, 2, 3].reduce((sum) => sum + random.normal() ** 2, 0)
    return random.normal() / Math.sqrt(squares / 3) / Math.sqrt(3)
  },
  // The logarithm is normal with a deviation of ½: mean e^⅛, variance (e^¼ − 1) e^¼.
  skewed: (random) =>
    (Math.exp(random.normal() / 2) - Math.exp(1 / 8)) / Math.sqrt((Math.exp(1 / 4) - 1) * Math.exp(1 / 4)),
}

/** `draws`: comparisons; fewer where all ways to deal are counted. */
type World = { seeds: number; losses: number; apart: number; isPaired: boolean; draws: number }

function runOf(loss: number, seed: number, isPaired: boolean, value: number): ComparedRun {
  const about = {
    id: `${loss}-${seed}`,
    loss: { id: `loss-${loss}`, params: {} },
    seed: isPaired ? seed : null,
  }
  const run = applyToRun(null, { type: 'run-started', run: about, time: 0 }) as Run
  const reached = { [metric]: { step: 1, value } }
  return { run: { ...run, status: 'finished' }, latest: reached, best: reached }
}

function drawnRuns(noise: (random: Random) => number, world: World, random: Random): ComparedRun[] {
  const { seeds, losses, apart, isPaired } = world
  return Array.from({ length: seeds }, (_, seed) =>
    Array.from({ length: losses }, (_, loss) =>
      runOf(loss, seed, isPaired, 100 + (loss === 0 ? 0 : apart) + noise(random)),
    ),
  ).flat()
}

function shareTold(noise: (random: Random) => number, world: World): string {
  const random = createRandom(1)
  let told = 0
  for (let i = 0; i < world.draws; i++) {
    const runs = drawnRuns(noise, world, random)
    const { comparisons } = verdictOf(runs, metric, (id) => id, {
      ...usualJudging,
      matters: { share: 0.001 },
    })
    if (comparisons.some(({ judgement }) => judgement === 'better' || judgement === 'worse')) told++
  }
  return `${((100 * told) / world.draws).toFixed(1)} %`
}

const kinds: [title: string, world: Omit<World, 'seeds'>][] = [
  ['two equal losses, paired', { losses: 2, apart: 0, isPaired: true, draws: 5000 }],
  ['two equal losses, unpaired', { losses: 2, apart: 0, isPaired: false, draws: 1000 }],
  ['four equal losses, paired', { losses: 4, apart: 0, isPaired: true, draws: 1000 }],
  ['two deviations apart, paired', { losses: 2, apart: 2, isPaired: true, draws: 1000 }],
  ['two deviations apart, unpaired', { losses: 2, apart: 2, isPaired: false, draws: 1000 }],
]

export async function benchVerdicts(): Promise<{ lines: string[] }> {
  const lines = kinds.flatMap(([title, world]) => [
    `${title} (of ${world.draws} comparisons, told apart):`,
    ...Object.entries(noises).map(([name, noise]) => {
      const shares = [5, 10].map((seeds) => `${seeds} seeds ${shareTold(noise, { ...world, seeds })}`)
      return `  ${name}: ${shares.join(', ')}`
    }),
  ])
  return { lines: [...lines, 'Goals: equal losses at most 5 %; two deviations at ten seeds over 90 %.'] }
}
