/** Flights within the United States in early 2001 (US Bureau of Transportation Statistics), from `vega-datasets`. */
import type { Dataset } from './dataset.ts'
import { readPackageJson } from './package-data.ts'
import { tableOfRecords } from './records.ts'
import { tableDataset } from './table-dataset.ts'

type Flight = { date: string; delay: number; distance: number; origin: string; destination: string }

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** Flights that the delays of late look back on, and how long before a flight they must have left: they have landed then. */
const lately = 30
const landedMinutes = 240

function countBy(flights: readonly Flight[], of: (flight: Flight) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const flight of flights) counts.set(of(flight), (counts.get(of(flight)) ?? 0) + 1)
  return counts
}

/** Minutes since 1970 of `2001/01/01 01:10`. */
function minuteOf({ date }: Flight): number {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = date.split(/\D/).map(Number)
  return Date.UTC(year, month - 1, day, hour, minute) / 60_000
}

/** The mean delay of the flights that had landed most recently, for each flight in the order of departure. */
function delaysOfLate(flights: readonly Flight[]): number[] {
  const minutes = flights.map(minuteOf)
  let landed = 0
  return flights.map((_, index) => {
    while ((minutes[landed] as number) < (minutes[index] as number) - landedMinutes) landed++
    const last = flights.slice(Math.max(0, landed - lately), landed)
    return last.reduce((sum, { delay }) => sum + delay, 0) / Math.max(1, last.length)
  })
}

/**
 * The delay of 20,000 flights in minutes, from distance, hour, weekday, month, the traffic of both airports and the
 * delays of other flights before. What can be known beforehand is little: most of the spread is chance and outliers.
 */
export function loadFlightDelays(): Dataset {
  const flights = (readPackageJson('vega-datasets', '../data/flights-20k.json') as Flight[]).sort(
    (a, b) => minuteOf(a) - minuteOf(b),
  )
  const departures = countBy(flights, ({ origin }) => origin)
  const arrivals = countBy(flights, ({ destination }) => destination)
  const late = delaysOfLate(flights)
  const records = flights.map((flight, index) => {
    const time = new Date(minuteOf(flight) * 60_000)
    return {
      minutes: flight.delay,
      distance: flight.distance,
      hour: time.getUTCHours() + time.getUTCMinutes() / 60,
      weekday: weekdays[time.getUTCDay()] ?? '',
      month: `month ${time.getUTCMonth() + 1}`,
      departures: departures.get(flight.origin) ?? 0,
      arrivals: arrivals.get(flight.destination) ?? 0,
      late: late[index] ?? 0,
    }
  })
  return tableDataset(tableOfRecords(records), 'minutes', { kind: 'regression' })
}
