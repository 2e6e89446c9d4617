'use client'
import { Component, type ReactNode, Suspense } from 'react'

type Props = {
  /** What is inside, as a sentence names it: "The chart of val/loss". */
  what: string
  children: ReactNode
}

/** A panel that fails fails alone: in its place stands a sentence, and the rest of the page goes on. */
export class PanelBoundary extends Component<Props, { fault: string | null }> {
  override state = { fault: null }

  static getDerivedStateFromError(error: unknown) {
    return { fault: error instanceof Error ? error.message : String(error) }
  }

  override render() {
    const { what, children } = this.props
    const { fault } = this.state
    if (fault !== null) return <PanelFault what={what} fault={fault} />
    // What fails on the server is left to the browser, which tries once more.
    return <Suspense fallback={<p className="soft small">{what} is being drawn …</p>}>{children}</Suspense>
  }
}

function PanelFault({ what, fault }: { what: string; fault: string }) {
  return (
    <p className="notice warning" role="alert">
      {what} cannot be drawn: {fault.slice(0, 200)}. The rest of the page goes on.
    </p>
  )
}
