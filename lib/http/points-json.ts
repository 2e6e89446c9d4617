/** Points as JSON text and back; written by hand, since JSON.stringify loses NaN, ±Infinity and −0. */
import { numberFromJson, numberToJson } from '../number.ts'
import type { SeriesColumns } from '../series.ts'
import type { PointsPage } from '../store/store.ts'

/** The numbers of a column as JSON, with commas, without brackets. */
export function columnItems(column: Float64Array): string {
  const parts = new Array<string>(column.length)
  for (let i = 0; i < column.length; i++) parts[i] = numberToJson(column[i] as number)
  return parts.join(',')
}

function columnToJson(column: Float64Array): string {
  return `[${columnItems(column)}]`
}

export function pointsToJson({ series, complete }: PointsPage): string {
  const texts = series.map(
    ({ name, steps, values, times }) =>
      `{"name":${JSON.stringify(name)},"steps":${columnToJson(steps)},"values":${columnToJson(values)},"times":${columnToJson(times)}}`,
  )
  return `{"series":[${texts.join(',')}],"complete":${complete}}`
}

type JsonColumn = (number | string)[]
type JsonPage = {
  series: { name: string; steps: JsonColumn; values: JsonColumn; times: JsonColumn }[]
  complete: boolean
}

const columnFromJson = (column: JsonColumn) =>
  Float64Array.from(column, (item) => numberFromJson(item) ?? Number.NaN)

/** For what our own server answered. */
export function pointsFromJson(page: unknown): PointsPage {
  const { series, complete } = page as JsonPage
  return {
    series: series.map(
      ({ name, steps, values, times }): SeriesColumns => ({
        name,
        steps: columnFromJson(steps),
        values: columnFromJson(values),
        times: columnFromJson(times),
      }),
    ),
    complete,
  }
}
