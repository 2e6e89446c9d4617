/** The options of a sweep, checked: here what a person typed becomes a plan. */
import { namedLossKey } from '../compare/trained-loss.ts'
import type { Loss } from '../losses/index.ts'
import { cut, Refusal } from '../refusal.ts'
import type { Table } from '../tabular/index.ts'
import { loadDataset } from '../training/datasets/loaders.ts'
import { describeTraining } from '../training/describe.ts'
import { parseTrainingOptions } from '../training/options.ts'
import type { Material, TrainingOptions } from '../training/training.ts'
import { parseLossText } from './loss-text.ts'
import { type GivenSweep, type SweepBody, sweepBody } from './schema.ts'
import { parseSeeds } from './seeds.ts'
import { mostTrainings, type PlannedLoss, type SharedOptions, type SweepPlan } from './sweep.ts'

/** What a plan names and cannot hold: whoever has it sits at the machine. Losses by the paths of their files. */
export type SweepMaterial = { table?: Table; losses?: ReadonlyMap<string, Loss> }

const defaultSeeds = 5

/** Throws a refusal, also for the plain errors of what checks trainings. */
function refusing<T>(check: () => T): T {
  try {
    return check()
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('invalid', (error as Error).message)
  }
}

/** Seeds as a request sends them: how many, a text, or the seeds themselves. */
export function seedsOf(given: NonNullable<GivenSweep['seeds']>): number[] {
  return Array.isArray(given) ? [...new Set(given)] : parseSeeds(String(given))
}

function lossesOf(given: readonly string[]): PlannedLoss[] {
  const planned = refusing(() => given.map((text) => parseLossText(text.trim())))
  const keys = planned.map(({ id, params, file, text }) => (file ? text : namedLossKey({ id, params })))
  const at = keys.findIndex((key, i) => keys.indexOf(key) < i)
  const [again, before] = [planned[at], planned[keys.indexOf(keys[at] as string)]]
  if (!again || !before) return planned
  // With its defaults written out it is no other loss, and its runs would count twice.
  const first = again.text === before.text ? '' : `, as ${cut(before.text)} too`
  throw new Refusal('invalid', `The loss ${cut(again.text)} is named twice${first}.`)
}

/** Its messages name what they are about: no need to put the place before them. */
function parseBody(input: unknown): GivenSweep {
  const parsed = sweepBody.safeParse(input)
  if (parsed.success) return parsed.data
  throw new Refusal('invalid', cut(parsed.error.issues[0]?.message ?? '', 500))
}

export type CheckedSweep = {
  name: string | null
  project: string
  plan: SweepPlan
  jobs: number | null
  /** The terminal that trains it; null where the server does. */
  holder: string | null
}

/**
 * Checks what a person gave and fills in the defaults of the task, so that the plan stays what it is when those change;
 * each loss is tried on the data. Where it names files of its owner's and there is no material, it must have been
 * checked by a terminal: everything has to be said. Refuses in one sentence.
 */
export function checkSweep(input: unknown, material: SweepMaterial | null = null): CheckedSweep {
  const given = refusing(() => parseBody(input))
  const {
    losses: lossTexts,
    lr: givenRates,
    seeds: givenSeeds,
    jobs,
    name,
    project,
    holder,
    ...options
  } = given
  const planned = lossesOf(lossTexts)
  const seeds = seedsOf(givenSeeds ?? defaultSeeds)
  const count = planned.length * (givenRates?.length ?? 1) * seeds.length
  if (count > mostTrainings)
    throw new Refusal('invalid', `This would be ${count} trainings; a sweep has at most ${mostTrainings}.`)
  const isForeign = material === null && (options.data !== undefined || planned.some(({ file }) => file))
  const checked = isForeign
    ? takenAtItsWord(options, givenRates)
    : checkedOptions(planned, { options, lrs: givenRates }, material ?? {})
  const rest = {
    name: name ?? null,
    project: project ?? 'default',
    jobs: jobs ?? null,
    holder: holder ?? null,
  }
  return { ...rest, plan: { ...checked, losses: planned, seeds } }
}

type Given = {
  options: Omit<GivenSweep, 'losses' | 'lr' | 'seeds' | 'jobs' | 'name' | 'project' | 'holder'>
  lrs: number[] | undefined
}

function checkedOptions(
  losses: readonly PlannedLoss[],
  { options, lrs }: Given,
  material: SweepMaterial,
): Pick<SweepPlan, 'options' | 'lrs'> {
  let first: TrainingOptions | null = null
  const shared: Material = { ...(material.table && { table: material.table }) }
  for (const { id, params, file } of losses) {
    const loss = file === null ? undefined : material.losses?.get(file)
    const own = { ...shared, ...(loss && { loss }) }
    const named = { ...options, loss: loss?.id ?? id, lossParams: params, ...(lrs && { lr: lrs[0] }) }
    const parsed = refusing(() => parseTrainingOptions(named, own))
    // Read once for all the losses.
    if (!shared.dataset && parsed.task !== 'csv') own.dataset = shared.dataset = loadDataset(parsed.task)
    refusing(() => describeTraining(parsed, own))
    first ??= parsed
  }
  const { loss: _, lossParams: __, lr, seed: ___, ...rest } = first as TrainingOptions
  const { name: ____, project: _____, group: ______, ...kept } = rest
  return { options: kept, lrs: lrs ? [...new Set(lrs)] : [lr] }
}

const words = 'are read on the command line only: npm run sweep -- --task … --losses …'
function takenAtItsWord(
  { task = 'csv', data, target, epochs, optimizer, batchSize, model, ...others }: Given['options'],
  lrs: number[] | undefined,
): Pick<SweepPlan, 'options' | 'lrs'> {
  if (!lrs || epochs === undefined || !optimizer || batchSize === undefined || !model)
    throw new Refusal('invalid', `Data and losses of your own ${words}.`)
  const { everySteps = 0, imbalance = [], classWeights = null, onNonFinite = 'stop', tags = [] } = others
  const { predictions = true, system = true } = others
  const given = { task, data: data ?? null, target: target ?? null, epochs, optimizer, batchSize, model }
  const said = { everySteps, imbalance, classWeights, onNonFinite, predictions, system, tags }
  return { options: { ...given, ...said }, lrs }
}

/** The options that `checkSweep` reads as the same sweep again, with everything said. */
export function bodyOf({ name, project, plan, jobs, holder }: CheckedSweep): SweepBody {
  const { options, losses, lrs, seeds } = plan
  const said = Object.entries(options).filter(
    ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
  )
  return {
    ...(Object.fromEntries(said) as Partial<SharedOptions>),
    losses: losses.map(({ file, text }) => file ?? text),
    lr: lrs,
    seeds,
    project,
    ...(name !== null && { name }),
    ...(jobs !== null && { jobs }),
    ...(holder !== null && { holder }),
  } as SweepBody
}
