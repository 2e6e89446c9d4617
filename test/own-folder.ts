import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** A new folder for the test file that asks for it, removed when its tests are through. */
export function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lossglass-test-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
