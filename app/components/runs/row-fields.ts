/** What a run has in a column, and whether a query asks for it; loaded for what the server has not searched and packed. */
export { isAskedFor } from '../../../lib/search/list-query.ts'
export { cellOf, isChosen } from '../../../lib/summary/row-cells.ts'
