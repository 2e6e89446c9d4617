'use client'
import { importing } from './importing.ts'

/** Opens the chooser of {@link ImportFiles}, which is on every page. */
export function ImportButton() {
  return (
    <button type="button" onClick={importing.chooseFiles}>
      Import files
    </button>
  )
}
