import type { ReactNode } from 'react'

type Props = {
  /** What it holds: `Runs`. */
  what: string
  className?: string
  children: ReactNode
}

/** A table or a picture that is wider than the page, and is scrolled by the arrow keys too. */
export function Sideways({ what, className = 'scroll', children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse can scroll only what takes the focus
    <section className={className} aria-label={`${what}, scrolled sideways`} tabIndex={0}>
      {children}
    </section>
  )
}
