/** What is said of rows in words that did not come with the page; loaded once there is something to say. */
export { toldOf } from '../../../lib/detectors/words/told.ts'
export { isAskedFor } from '../../../lib/search/list-query.ts'
export { saidOf } from '../../../lib/summary/brief.ts'
export { cellOf } from '../../../lib/summary/row-cells.ts'
