/** Which times can be meant, in milliseconds since 1970: clocks in other units are found out by the year that they give. */

const earliestTime = Date.UTC(2000, 0, 1)
const latestTime = Date.UTC(2100, 0, 1)
export const isTime = (time: number) => time >= earliestTime && time <= latestTime

/** What is wrong with a time, and which unit was probably meant. */
export function faultOfTime(time: number): string {
  const units: [name: string, perMs: number][] = [
    ['seconds', 1e-3],
    ['microseconds', 1e3],
    ['nanoseconds', 1e6],
  ]
  const meant = units.find(([, perMs]) => isTime(time / perMs))
  const guess = meant ? ` (${time} looks like ${meant[0]})` : `, not ${time}`
  return `A time is in milliseconds since 1970, between the years 2000 and 2100${guess}.`
}
