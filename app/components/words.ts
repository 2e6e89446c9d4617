/** What is said of runs in words that did not come with the page; loaded once there is something to say. */
export { toldOfRun } from '../../lib/detectors/words/told.ts'
export { saidOf } from '../../lib/summary/brief.ts'
