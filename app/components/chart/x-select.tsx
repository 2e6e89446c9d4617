'use client'
import { type XKind, xKinds } from '../../../lib/compare/x-place.ts'

const words: Record<XKind, string> = {
  step: 'Step',
  epoch: 'Epoch',
  relative: 'Training time',
  wall: 'Clock time',
}

type Props = { x: XKind; canCountEpochs: boolean; onChoose(x: XKind): void }

/** What counts from left to right. */
export function XSelect({ x, canCountEpochs, onChoose }: Props) {
  return (
    <select
      aria-label="From left to right"
      value={x}
      onChange={({ target }) => onChoose(target.value as XKind)}
    >
      {xKinds
        .filter((kind) => kind !== 'epoch' || canCountEpochs)
        .map((kind) => (
          <option key={kind} value={kind}>
            {words[kind]}
          </option>
        ))}
    </select>
  )
}
