/** The folder of this clone. */
import { fileURLToPath } from 'node:url'

/** Right for this file and for the bundles in `dist` alike: both stand one folder below. */
export const root = fileURLToPath(new URL('..', import.meta.url))
