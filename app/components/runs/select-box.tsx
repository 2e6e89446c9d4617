import { selection } from './selection.ts'

type Props = {
  id: string
  name: string
  isSelected: boolean
  /** Ids of the runs as they stand: Shift selects from the last one to this. */
  order: readonly string[]
}

export function SelectBox({ id, name, isSelected, order }: Props) {
  return (
    <input
      type="checkbox"
      className="select-box"
      aria-label={`Select ${name}`}
      checked={isSelected}
      onChange={({ nativeEvent }) =>
        selection.toggle(id, (nativeEvent as MouseEvent).shiftKey ? order : undefined)
      }
    />
  )
}
