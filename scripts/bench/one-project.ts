/** What healthy runs of one project with one loss are told, each beside those that came before and those that go on. */
import { serve } from '../served.ts'
import { mean } from './noise/mean.ts'
import { noiseKinds, noises } from './noise/noises.ts'
import { logUniform, normal, oneOf, type Random, seeded, uniform } from './noise/random.ts'
import { post } from './post.ts'

const runs = 200
/** This many are sent by turns, a part each time: siblings are at any place of their way. */
const atOnce = 8
const partRows = 100
const evaluatedEvery = 10
const start = Math.log(10)

type Series = { name: string; steps: number[]; values: number[] }

/** One of many tries at the same thing: other speeds, other ends, other noise. */
function drawTry(random: Random): { rows: number; series: Series[] } {
  const rows = Math.round(logUniform(random, 300, 3000))
  const size = logUniform(random, 0.02, 0.4)
  const end = start * uniform(random, 0.1, 0.25)
  const speed = logUniform(random, 4, 20)
  const level = (step: number) => end + (start - end) * Math.exp((-speed * step) / rows)
  const usual = mean((t) => level(t * rows), 0.5, 1)
  const isProportional = random() < 0.5
  const next = noises[oneOf(random, noiseKinds)](random, size, Math.ceil(rows / 10))
  const steps = Array.from({ length: rows }, (_, step) => step)
  const values = steps.map((step) =>
    Math.max(0.05 * level(step), level(step) + (isProportional ? level(step) : usual) * next()),
  )
  const evaluated = random() < 0.5 ? steps.filter((step) => step % evaluatedEvery === evaluatedEvery - 1) : []
  const validation = evaluated.map(
    (step) => (level(step) + 0.05 * start) * (1 + Math.min(0.1, size) * normal(random)),
  )
  return {
    rows,
    series: [
      { name: 'train/loss', steps, values },
      { name: 'val/loss', steps: evaluated, values: validation },
    ],
  }
}

function partOf({ name, steps, values }: Series, from: number, to: number): Series {
  const isIn = (_: number, i: number) => (steps[i] as number) >= from && (steps[i] as number) < to
  return { name, steps: steps.filter(isIn), values: values.filter(isIn) }
}

async function send(url: string, runId: string, random: Random): Promise<void> {
  const { rows, series } = drawTry(random)
  const run = { id: runId, project: 'one', loss: { id: 'cross-entropy' } }
  await post(url, [{ type: 'run-started', run }])
  for (let from = 0; from < rows; from += partRows) {
    const parts = series.map((one) => partOf(one, from, from + partRows)).filter(({ steps }) => steps.length)
    await post(url, [{ type: 'points', runId, series: parts }])
  }
  await post(url, [{ type: 'run-ended', runId, status: 'finished' }])
}

type Told = { severity: string; code: string; series: string; causes: string[] }

/** `seed`: of the first draw; three are made. */
export async function benchOneProject([first = '0']: readonly string[]): Promise<{ lines: string[] }> {
  const lines = [
    `${runs} healthy runs of 300 to 3,000 rows with 2 to 40 % noise, sent by HTTP into one project with one loss, ${atOnce} at a time.`,
  ]
  for (let seed = Number(first); seed < Number(first) + 3; seed++) {
    const server = await serve()
    try {
      let next = 0
      const sender = async () => {
        while (next < runs) {
          const i = next++
          await send(server.url, `run-${i}`, seeded(1000 * seed + i))
        }
      }
      await Promise.all(Array.from({ length: atOnce }, sender))
      const told: Told[] = []
      for (let i = 0; i < runs; i++) {
        const answer = await fetch(`${server.url}/api/runs/run-${i}/findings`)
        told.push(...((await answer.json()) as { findings: Told[] }).findings)
      }
      const loud = told.filter(({ severity }) => severity !== 'info')
      const words = loud.map(({ code, series, causes }) => [code, series, ...causes].join(' '))
      lines.push(
        `draw ${seed}: ${loud.length} at warning or worse${words.map((one) => ` · ${one}`).join('')}`,
      )
    } finally {
      await server.close()
    }
  }
  return { lines }
}
