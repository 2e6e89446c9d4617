/** Which series of a run stand together in one small chart, in which order, and in which sections. Pure. */
import { roleOf } from '../detectors/series-names.ts'
import type { Said } from './main-metric.ts'
import { heldSeries } from './outline.ts'

export type Panel = { title: string; names: string[]; isOfClasses: boolean }
export type Section = { title: string; panels: Panel[] }

/** Beyond this many panels they are sorted into sections, of which the first ones are open. */
export const panelsUnfolded = 12

/** One number for each class: they belong on one chart. */
export const ofClass = /^recall\/(.+)$/

/**
 * All series but the main loss: each with its splits; what was measured on validation data first, numbers in names by
 * their size.
 */
export function panelsOf(names: readonly string[], said: Said): Panel[] {
  const panels = new Map<string, Panel & { isValidation: boolean }>()
  const held = new Set(heldSeries(names, said))
  for (const name of names) {
    if (held.has(name) || name === 'epoch') continue
    const plain = name.replace(/^(train|val|test|eval)\//, '')
    const isOfClasses = ofClass.test(plain)
    const title = isOfClasses ? 'recall of each class' : plain
    const panel = panels.get(title) ?? { title, names: [], isOfClasses, isValidation: false }
    panel.names.push(name)
    panel.isValidation ||= roleOf(name).split === 'validation' && plain !== name
    panels.set(title, panel)
  }
  // Thousands of titles are taken apart once, and not at each comparison.
  return Array.from(panels.values(), (panel) => ({ ...panel, parts: partsOf(panel.title) }))
    .sort(
      (a, b) =>
        Number(b.isValidation) - Number(a.isValidation) ||
        partsOrder(a.parts, b.parts) ||
        textOrder(a.title, b.title),
    )
    .map(({ title, names, isOfClasses }) => ({ title, names: names.sort(naturalOrder), isOfClasses }))
}

/** By what stands before the first `/` or `.`; what stands alone comes first, together. */
export function sectionsOf(panels: readonly Panel[]): Section[] {
  const groups = new Map<string, Panel[]>()
  for (const panel of panels) {
    const prefix = /^([^/.]+)[/.]/.exec(panel.title)?.[1] ?? ''
    const group = groups.get(prefix)
    if (group) group.push(panel)
    else groups.set(prefix, [panel])
  }
  const alone = new Set(
    [...groups].filter(([prefix, { length }]) => prefix === '' || length < 2).flatMap(([, one]) => one),
  )
  const sections = [...groups]
    .filter(([prefix, { length }]) => prefix !== '' && length >= 2)
    .map(([title, own]) => ({ title, panels: own }))
    .sort((a, b) => naturalOrder(a.title, b.title))
  const first = panels.filter((panel) => alone.has(panel))
  return first.length ? [{ title: 'Metrics', panels: first }, ...sections] : sections
}

/** Titles of the sections that are open at first: the first one, and more while there are few panels. */
export function openAtFirst(sections: readonly Section[]): string[] {
  let count = 0
  return sections
    .filter(({ panels }, i) => {
      count += panels.length
      return i === 0 || count <= panelsUnfolded
    })
    .map(({ title }) => title)
}

/** `layer.2` before `layer.10`. Not by Intl, whose first use costs a page 40 ms. */
export function naturalOrder(a: string, b: string): number {
  return partsOrder(partsOf(a), partsOf(b)) || textOrder(a, b)
}

const textOrder = (a: string, b: string) => (a < b ? -1 : Number(a > b))

type Part = string | number

/** Numbers, and what stands between them. */
function partsOf(text: string): Part[] {
  return (text.match(/\d+|\D+/g) ?? []).map((part) => (/^\d/.test(part) ? Number(part) : part))
}

function partsOrder(a: readonly Part[], b: readonly Part[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [left, right] = [a[i] as Part, b[i] as Part]
    const areNumbers = typeof left === 'number' && typeof right === 'number'
    const order = areNumbers ? left - right : textOrder(String(left), String(right))
    if (order) return order
  }
  return a.length - b.length
}
