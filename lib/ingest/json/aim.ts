/**
 * Series of Aim, whose own store is a database that only Aim opens, as its SDK gives them: `{hparams, series: {name context:
 * [[step, value], …]}}`, one such run or several by name.
 */
import { numberInCell } from '../cell.ts'
import { createDraft } from '../draft.ts'
import type { ForeignRun, Format } from '../foreign.ts'
import { createTroubles, quoted, type Troubles } from '../troubles.ts'
import { type Json, parseJson } from './parse.ts'
import { isObject, type JsonObject, jsonOf, numberOf, runNameOf } from './values.ts'

/** A name, a space, and a context in JSON within a text. */
const firstSeries = /"series"\s*:\s*\{\s*"(?:[^"\\]|\\.)* \{(?:[^"\\]|\\.)*\}"\s*:\s*\[/

export const aim: Format = {
  id: 'aim',
  title: 'Aim series',
  sniff: ({ text }) => /^\s*\{/.test(text) && firstSeries.test(text),
  read([file]) {
    if (!file) return { runs: [], troubles: [] }
    const troubles = createTroubles(file.path)
    const value = jsonOf(file, troubles)
    const runs = runsIn(value).map(([part, { series, hparams }]): ForeignRun => {
      const name = runNameOf(file.path)
      const draft = createDraft(part ? `${name}: ${part}` : name, 'aim', file.modified, part)
      draft.params(paramsIn(hparams))
      for (const [key, points] of Object.entries(series as JsonObject)) {
        const name = seriesName(key)
        for (const point of Array.isArray(points) ? points : []) {
          const [step, item] = Array.isArray(point) ? point : []
          const [at, number] = [numberOf(step), numberOf(item)]
          if (at === undefined || number === undefined) missing(troubles, name, point)
          else draft.add(name, at, number)
        }
      }
      return draft.run()
    })
    return { runs, troubles: troubles.list() }
  },
}

function missing(troubles: Troubles, name: string, point: Json): void {
  troubles.add(name, `${quoted(JSON.stringify(point))} is no step with a number.`)
}

/** The runs that have series; those of a run that stands alone have no name. */
function runsIn(value: Json | undefined): [part: string, run: JsonObject][] {
  if (!isObject(value)) return []
  const runs: [string, Json][] = isObject(value.series) ? [['', value]] : Object.entries(value)
  return runs.flatMap(([part, run]): [string, JsonObject][] =>
    isObject(run) && isObject(run.series) && Object.keys(run.series).length > 0 ? [[part, run]] : [],
  )
}

/** `train/loss` of `loss {"subset": "train"}`; what else a context says stands behind the name. */
function seriesName(key: string): string {
  const [, name, context] = /^(.*?) (\{.*\})$/s.exec(key) ?? []
  const { value } = parseJson(context ?? '')
  if (name === undefined || !isObject(value)) return key
  const { subset, ...others } = value
  const more = Object.entries(others).map(([what, said]) => ` ${what}=${String(said)}`)
  return `${typeof subset === 'string' ? `${subset}/` : ''}${name}${more.join('')}`
}

const flat = /^\{(?:'[^'\\]*': (?:[^'{}[\](),:]+|'[^'\\]*')(?:, |(?=\})))*\}$/
const pair = /'([^'\\]*)': (?:'([^'\\]*)'|([^,}]+))/g

/** Parameters, also as Python prints a flat dict; one that is nested stays a text. */
function paramsIn(hparams: Json | undefined): Record<string, unknown> {
  if (isObject(hparams)) return hparams
  if (typeof hparams !== 'string' || hparams === 'None') return {}
  if (!flat.test(hparams)) return { hparams }
  const entries = [...hparams.matchAll(pair)].map(([, name = '', text, bare = '']) => {
    if (text !== undefined) return [name, text] as const
    if (bare === 'True' || bare === 'False') return [name, bare === 'True'] as const
    return [name, numberInCell(bare) ?? bare] as const
  })
  return Object.fromEntries(entries)
}
