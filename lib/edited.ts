/** What a person may change of a run, and what has been changed. Pure. */
export const editable = ['name', 'group', 'tags', 'notes'] as const
export type Editable = (typeof editable)[number]

/** What has been changed by a person once these changes are made, too. */
export function editedWith(
  edited: readonly Editable[],
  changes: Partial<Record<Editable, unknown>>,
): Editable[] {
  return editable.filter((one) => edited.includes(one) || changes[one] !== undefined)
}
