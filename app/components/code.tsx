import type { ReactNode } from 'react'

/** Lines of code. They may be wider than their place, and are then scrolled by the arrow keys too. */
export function Code({ children }: { children?: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse can scroll only what takes the focus
    <pre tabIndex={0}>{children}</pre>
  )
}
