'use client'
import { importing } from './importing.ts'

/** Opens the chooser of {@link ImportFiles}, which is on every page. */
export function ImportButton() {
  return (
    <button type="button" data-needs="control" onClick={importing.chooseFiles}>
      Import files
    </button>
  )
}
