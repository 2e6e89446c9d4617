'use client'
import { type Part, partNames } from './draft.ts'
import { LeaveGuard } from './leave-guard.tsx'

type Props = {
  changed: readonly Part[]
  /** How many fields cannot be saved as they are. */
  faultCount: number
  /** Why the last try was refused. */
  fault: string | null
  isSaving: boolean
  isJustSaved: boolean
  onSave(): void
  onDiscard(): void
}

/** Says what is not saved yet, at the lower edge of the page. */
export function SaveBar({ changed, faultCount, fault, isSaving, isJustSaved, onSave, onDiscard }: Props) {
  const isChanged = changed.length > 0
  if (!isChanged)
    return (
      <p className="set-bar" role="status" hidden={!isJustSaved}>
        <span className="good">Saved. It holds from now on, for live runs from their next value.</span>
      </p>
    )
  return (
    <div className="set-bar">
      <LeaveGuard />
      <span role="status">
        Not saved yet: {changed.map((part) => partNames[part]).join(', ')}.
        {faultCount > 0 && (
          <span className="critical">
            {' '}
            {faultCount === 1 ? 'One field needs' : `${faultCount} fields need`} another look.
          </span>
        )}
        {fault && <span className="critical"> {fault}</span>}
      </span>
      <span className="row">
        <button type="button" onClick={onDiscard}>
          Discard
        </button>
        <button type="button" className="main" disabled={faultCount > 0 || isSaving} onClick={onSave}>
          {isSaving ? 'Saving …' : 'Save'}
        </button>
      </span>
    </div>
  )
}
