/** Whether a number may be a threshold. */
import type { Threshold } from './detector.ts'

/** What is wrong with it, in a sentence; null when nothing is. */
export function faultOf({ min, max }: Threshold, value: number): string | null {
  if (Number.isFinite(value) && value >= min && value <= max) return null
  return `This is a number from ${plain(min)} to ${plain(max)}.`
}

/** Exact, with commas between thousands: what is said here can be typed. */
function plain(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',')
}
