'use client'
import type { Completion } from '../../lib/query/index.ts'

type Props = {
  /** Of the field that they belong to, which names them. */
  fieldId: string
  completions: readonly Completion[]
  /** The place of the one that Enter takes; −1 for none. */
  chosen: number
  onTake(completion: Completion): void
}

export const listIdOf = (fieldId: string) => `${fieldId}-list`
export const optionIdOf = (fieldId: string, at: number) => `${fieldId}-${at}`

/** How what is being written in a field may go on. */
export function QueryCompletions({ fieldId, completions, chosen, onTake }: Props) {
  return (
    <div id={listIdOf(fieldId)} role="listbox" aria-label="Completions" hidden={completions.length === 0}>
      {completions.map((completion, at) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are taken by the field, which keeps the focus
        <div
          key={completion.label}
          id={optionIdOf(fieldId, at)}
          role="option"
          aria-selected={at === chosen}
          tabIndex={-1}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onTake(completion)}
        >
          <span className="mono">{completion.label}</span> <span className="soft">{completion.hint}</span>
        </div>
      ))}
    </div>
  )
}
