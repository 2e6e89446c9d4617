'use client'
import { Component, type ReactNode, Suspense } from 'react'

type Props = {
  /** What fails if this does: "The chart of val/loss". */
  what: string
  /**
   * Makes the panel. Called in here, so that its faults are caught on the server too, where React catches none;
   * without hooks.
   */
  draw?: () => ReactNode
  /** Pixels that the panel will have: React sends large parts of a page after the rest, which is not to move when they come. */
  height?: number
  /** The panel is a row of a table. */
  isRow?: boolean
  children?: ReactNode
}

/** A part of a page that may fail by what a run holds, and then fails alone, with a sentence. */
export class PanelBoundary extends Component<Props, { fault: string | null }> {
  override state: { fault: string | null } = { fault: null }

  static getDerivedStateFromError(error: unknown) {
    return { fault: faultOf(error) }
  }

  override render(): ReactNode {
    const { what, draw, height, isRow, children } = this.props
    const { fault } = this.state
    const drawn = fault !== null ? { fault } : draw ? attempt(draw) : { value: held(what, height, children) }
    if (!('fault' in drawn)) return drawn.value
    const again = fault === null ? {} : { onAgain: () => this.setState({ fault: null }) }
    const sentence = <PanelFault what={what} fault={drawn.fault} {...again} />
    return isRow ? (
      <tr>
        <td colSpan={99}>{sentence}</td>
      </tr>
    ) : (
      sentence
    )
  }
}

/** What fails on the server is left to the browser, which tries once more. */
function held(what: string, height: number | undefined, children: ReactNode): ReactNode {
  const waiting = (
    <div className="soft small" style={{ height }}>
      {what} is being drawn …
    </div>
  )
  return <Suspense fallback={waiting}>{children}</Suspense>
}

type FaultProps = { what: string; fault: string; onAgain?: () => void }

/** Stands where a panel would. */
export function PanelFault({ what, fault, onAgain }: FaultProps) {
  return (
    <span className="panel-fault small" role="note">
      {`${what} cannot be drawn: ${fault} The rest of the page goes on. `}
      {onAgain && (
        <button type="button" className="plain small" onClick={onAgain}>
          Try again
        </button>
      )}
    </span>
  )
}

/** What is made, or why it cannot be. */
export function attempt<T>(make: () => T): { value: T } | { fault: string } {
  try {
    return { value: make() }
  } catch (error) {
    console.error(error)
    return { fault: faultOf(error) }
  }
}

/** The fault as a sentence, and not too long for a panel. */
function faultOf(error: unknown): string {
  const text = error instanceof Error && error.message ? error.message : String(error)
  const short = text.length > 160 ? `${text.slice(0, 160)} …` : text
  return /[.!?…]$/.test(short) ? short : `${short}.`
}
