import { freePlace } from './free-place.ts'

/** Where a picture stands within another one, in its units. */
export type PicturePlace = { x: number; y: number; width: number; height: number }

/** Roughly what a letter of 11 px takes. */
export const letterWidth = 6.2
const lettersOfMark = 24

type ReferenceProps = {
  label: string
  top: number
  place: PicturePlace
  obstacles: readonly (readonly { x: number; y: number }[])[]
  text: { fontSize: number; fill: string }
}

/** A dashed line across, with its name where no line goes through it. */
export function FramedReference({ label, top, place, obstacles, text }: ReferenceProps) {
  const [width, height] = [label.length * letterWidth, text.fontSize + 3]
  const rights = [1, 0, 0.75, 0.5, 0.25].map((share) => place.x + share * (place.width - width))
  const tops = [top - height - 2, top + 2].filter(
    (above) => above >= place.y && above + height <= place.y + place.height,
  )
  const [first, ...others] = tops.flatMap((above) =>
    rights.map((left) => ({ left, top: above, width, height })),
  )
  const at = first && freePlace([first, ...others], obstacles)
  return (
    <g>
      <path d={`M${place.x} ${top}h${place.width}`} stroke="var(--ink-faint)" strokeDasharray="2 4" />
      {at && (
        <text x={at.left} y={at.top + text.fontSize} {...text}>
          {label}
        </text>
      )}
    </g>
  )
}

/** A dashed line in the accent colour, with the beginning of what is said there; all of it as its title. */
export function FramedStepMark({ left, place, label }: { left: number; place: PicturePlace; label: string }) {
  const isRight = left > place.x + 0.7 * place.width
  const short = label.length > lettersOfMark ? `${label.slice(0, lettersOfMark)}…` : label
  return (
    <g className="framed-step">
      <title>{label}</title>
      <path
        d={`M${left.toFixed(1)} ${place.y}v${place.height}`}
        stroke="var(--accent)"
        strokeDasharray="2 3"
      />
      <text
        x={left + (isRight ? -4 : 4)}
        y={place.y + 10}
        textAnchor={isRight ? 'end' : 'start'}
        fontSize={10}
        fill="var(--accent)"
      >
        {short}
      </text>
    </g>
  )
}
