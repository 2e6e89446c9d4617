/**
 * Before any test: the bundles in dist/, which the store's reading thread and the commands run from, are those of the
 * sources.
 */
import { bundle, generate } from '../scripts/setup.mjs'

export default function setUp(): void {
  generate()
  bundle()
}
