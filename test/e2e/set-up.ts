/** Before the tests of pages: they are built once, not by each of the servers that begin side by side. */
import { build, generate } from '../../scripts/setup.mjs'

export default function setUp(): void {
  generate()
  build()
}
