/** Averages as JSON text and back, NaN included. */
import type { Averages } from '../averages.ts'
import { numberFromJson } from '../number.ts'
import { columnItems } from './points-json.ts'

export function averagesToJson(series: readonly Averages[]): string {
  const texts = series.map(({ name, width, last, steps, values, counts }) => {
    const head = JSON.stringify({ name, width, last }).slice(0, -1)
    return `${head},"steps":[${columnItems(steps)}],"values":[${columnItems(values)}],"counts":[${columnItems(counts)}]}`
  })
  return `{"series":[${texts.join(',')}]}`
}

type JsonColumn = (number | string)[]
type JsonAverages = Pick<Averages, 'name' | 'width' | 'last'> & {
  steps: JsonColumn
  values: JsonColumn
  counts: JsonColumn
}

const columnFromJson = (column: JsonColumn) =>
  Float64Array.from(column, (item) => numberFromJson(item) ?? Number.NaN)

/** For what our own server answered. */
export function averagesFromJson(page: unknown): Averages[] {
  return (page as { series: JsonAverages[] }).series.map(({ name, width, last, steps, values, counts }) => ({
    ...{ name, width, last },
    ...{ steps: columnFromJson(steps), values: columnFromJson(values), counts: columnFromJson(counts) },
  }))
}
