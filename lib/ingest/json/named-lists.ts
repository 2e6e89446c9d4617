/** Lists by their names, `{"step": [10, 20], "loss": [3, 2]}`: one of them may hold the steps of the others. */
import { plural } from '../../format.ts'
import type { Draft } from '../draft.ts'
import type { Mapping } from '../foreign.ts'
import { countsRows, faultOf, renamed } from '../mapping.ts'
import { epochNote, isEpochName, stepAmong } from '../steps.ts'
import { quoted, type Troubles } from '../troubles.ts'
import { addList } from './lists.ts'
import type { Json } from './parse.ts'
import { type JsonObject, numberOf } from './values.ts'

type NamedList = readonly [name: string, list: readonly Json[]]

function stepIn(item: Json): number | null {
  const step = numberOf(item)
  return step !== undefined && Number.isSafeInteger(step) && step >= 0 ? step : null
}

/** Takes lists into a run. Tells what is wrong with the mapping, if anything is. */
export function readLists(
  value: JsonObject,
  draft: Draft,
  troubles: Troubles,
  mapping: Mapping,
): string | null {
  const lists = Object.entries(value).filter((entry): entry is [string, Json[]] => Array.isArray(entry[1]))
  const names = lists.map(([name]) => name)
  const wrong = faultOf(mapping, names, 'list')
  if (wrong !== null) return wrong
  const { only, rename } = mapping
  const wasCut = troubles.list().length > 0
  const step = countsRows(mapping, names) ? null : (mapping.step ?? ownStep(lists, wasCut, draft))
  draft.steppedBy(step, names)
  const read = lists
    .filter(([name]) => name !== step && (!only || only.includes(name)))
    .map(([name, list]): NamedList => [renamed(name, rename), list])
  const steps = lists.find(([name]) => name === step)?.[1]
  if (step !== null && steps) addStepped([step, steps], read, draft, troubles, wasCut)
  else {
    draft.note('Steps are places in the lists, counted from 0.')
    for (const [name, list] of read) addList(draft, troubles, name, list)
  }
  return null
}

/** The list that is called as steps are, where it can hold those of all others. */
function ownStep(lists: readonly NamedList[], wasCut: boolean, draft: Draft): string | null {
  const name = stepAmong(lists.map(([name]) => name))
  const steps = lists.find((list) => list[0] === name)?.[1] ?? []
  // Of a text that is cut off the last list is shorter.
  const whole = wasCut ? lists.slice(0, -1) : lists
  if (
    name === null ||
    (!steps.map(stepIn).includes(null) && whole.every(([, list]) => list.length === steps.length))
  )
    return name
  draft.note(`${name} does not hold a step for each value of every other list.`)
  return null
}

function addStepped(
  [step, steps]: NamedList,
  lists: readonly NamedList[],
  draft: Draft,
  troubles: Troubles,
  wasCut: boolean,
): void {
  draft.note(isEpochName(step) ? epochNote() : `The step is ${step}.`)
  if (isEpochName(step)) draft.describe({ stepsPerEpoch: 1 })
  const taken = steps.map(stepIn)
  const bad = taken.indexOf(null)
  if (bad >= 0) {
    const count = taken.filter((one) => one === null).length
    const others = count > 1 ? `, nor is ${plural(count - 1, 'other step')}` : ''
    const written = numberOf(steps[bad]) ?? quoted(JSON.stringify(steps[bad]))
    troubles.add(`${step}[${bad}]`, `the step ${written} is no whole number from 0 on${others}: left out.`)
  }
  for (const [name, list] of lists) {
    if (list.length !== steps.length && !(wasCut && list.length < steps.length)) {
      const what = `it has ${plural(list.length, 'value')} where ${step} has ${steps.length}, so that it is not known which belong together: left out.`
      troubles.add(name, what)
      continue
    }
    addList(draft, troubles, name, list, taken)
  }
}
