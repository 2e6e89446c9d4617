/** The options of a training as flags of the command line, and back. */

import type { TrainingOptions } from './training.ts'

/** Flags that take a value, by the option they set. */
export const trainingFlags = {
  task: 'task',
  data: 'data',
  target: 'target',
  loss: 'loss',
  epochs: 'epochs',
  lr: 'lr',
  optimizer: 'optimizer',
  batchSize: 'batch-size',
  model: 'model',
  seed: 'seed',
  everySteps: 'every-steps',
  imbalance: 'imbalance',
  classWeights: 'class-weights',
  onNonFinite: 'on-non-finite',
  name: 'name',
  project: 'project',
  group: 'group',
} as const satisfies Partial<Record<keyof TrainingOptions, string>>

function textOf(value: TrainingOptions[keyof typeof trainingFlags]): string | null {
  if (typeof value !== 'object' || value === null) return value === null ? null : String(value)
  return value.length ? value.join(':') : null
}

/** Loss parameters are `--loss-param beta=0.5`, tags `--tags a,b`; `--no-predictions` and `--no-system` have no value. */
export function flagsOf(options: TrainingOptions): string[] {
  const flags = Object.entries(trainingFlags).flatMap(([option, flag]) => {
    const text = textOf(options[option as keyof typeof trainingFlags])
    return text === null ? [] : [`--${flag}=${text}`]
  })
  const params = Object.entries(options.lossParams).map(([name, value]) => `--loss-param=${name}=${value}`)
  return [
    ...flags,
    ...params,
    ...(options.tags.length ? [`--tags=${options.tags.join(',')}`] : []),
    ...(options.predictions ? [] : ['--no-predictions']),
    // Sweeps that are older than it do not say.
    ...(options.system === false ? ['--no-system'] : []),
  ]
}

/** The options that parsed flags say, unchecked: for `parseTrainingOptions`. */
export function optionsOfFlags(
  values: Readonly<Record<string, string | boolean | string[] | undefined>>,
): unknown {
  const given = Object.entries(trainingFlags).filter(([, flag]) => values[flag] !== undefined)
  const options: Record<string, unknown> = Object.fromEntries(
    given.map(([option, flag]) => [option, values[flag]]),
  )
  const params = values['loss-param']
  if (Array.isArray(params)) options.lossParams = Object.fromEntries(params.map(splitParam))
  if (values['no-predictions'] === true) options.predictions = false
  if (values['no-system'] === true) options.system = false
  if (typeof values.tags === 'string') options.tags = values.tags.split(',').filter(Boolean)
  return options
}

function splitParam(text: string): [string, string | number] {
  const [name = '', value = ''] = text.split(/=(.*)/s)
  return [name, value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value]
}
