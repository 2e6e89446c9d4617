/** Trainings of real frameworks with the callbacks of lossglass.py, and the files that they write beside them. */
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, temporaryFolder } from '../../scripts/served.ts'
import { importFrom } from './importing.ts'
import { endAll, runClient, runsOf, served, storedIn, toldBy, train, val } from './training.ts'

let server: Served
beforeAll(async () => {
  server = await served()
})
afterAll(endAll)

/** Runs a program that logs by its name with a callback; answers what its framework had, and the run of its file. */
async function trained(program: string, file: string) {
  const home = temporaryFolder()
  const lines = await runClient(program, home, { LOSSGLASS_URL: server.url })
  await importFrom(server, join(home, file), `${program}-file`)
  const imported = (await runsOf(server, `${program}-file`))[0]?.id as string
  return { told: toldBy(lines.at(-1) as string), imported }
}
const valuesIn = async (id: string, name: string) => (await storedIn(server, id, name)).values

describe.concurrent('a fit of Keras', () => {
  const program = 'keras_fit'

  it('is logged by the callback and by CSVLogger as Keras sees it: 32 bits, without a sign of 0', async () => {
    const { told, imported } = await trained(program, 'log.csv')
    const seen = train.values.map((value) => Math.fround(value) || Math.abs(value) * 0)
    expect(told.loss).toEqual(seen)
    expect(await storedIn(server, program, 'train/loss')).toEqual({ steps: train.steps, values: told.loss })
    expect(await storedIn(server, program, 'val/loss')).toEqual({ steps: val.steps, values: told.val_loss })
    expect(await valuesIn(imported, 'loss')).toEqual(told.loss)
    expect(await valuesIn(imported, 'val_loss')).toEqual(told.val_loss)
  })
})

/** XGBoost passes a metric of one's own on as text of six decimals. */
const inSixDecimals = (value: number) => Number(`${Object.is(value, -0) ? '-' : ''}${value.toFixed(6)}`)

describe.concurrent.each([
  ['xgboost_train', 'train', train.values.map(inSixDecimals)],
  ['lightgbm_train', 'training', train.values],
])('the rounds of %s', (program, data, seen) => {
  it('are logged by the callback, and imported, as the framework sees them', async () => {
    const { told, imported } = await trained(program, 'evals_result.json')
    expect(told[`${data}/given`]).toEqual(seen)
    for (const [name, split] of [
      [data, 'train'],
      ['valid', 'val'],
    ] as const) {
      const values = told[`${name}/given`]
      expect(await storedIn(server, program, `${split}/given`)).toEqual({ steps: train.steps, values })
      expect(await valuesIn(imported, `${name}/given`)).toEqual(values)
    }
  })
})
