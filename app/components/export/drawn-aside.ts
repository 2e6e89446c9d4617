import type { ReactElement } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'

/** Draws a figure where nobody sees it but the style sheets hold; `remove` takes it away again. */
export function drawnAside(figure: ReactElement): { svg: SVGSVGElement | null; remove(): void } {
  const place = document.createElement('div')
  place.setAttribute('aria-hidden', 'true')
  place.className = 'drawn-aside'
  document.body.append(place)
  const root = createRoot(place)
  flushSync(() => root.render(figure))
  return {
    svg: place.querySelector('svg'),
    remove() {
      root.unmount()
      place.remove()
    },
  }
}
