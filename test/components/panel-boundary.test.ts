import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { PanelBoundary } from '../../app/components/panel-boundary.tsx'

function Broken(): never {
  throw new Error('it has no end')
}
function inBoundary(child: () => never | string) {
  const props = { what: 'The chart “val/loss”', children: createElement(child) }
  return createElement(PanelBoundary, props)
}

describe('a panel', () => {
  it('that fails on the server leaves the rest of the page, and its own place says what it is', () => {
    const html = renderToString(createElement('main', null, inBoundary(Broken), 'the rest'))
    expect(html).toContain('the rest')
    expect(html).toContain('The chart “val/loss”')
  })

  it('that does not fail is as it is', () => {
    expect(renderToString(inBoundary(() => 'a curve'))).toContain('a curve')
  })

  it('says in its place what went wrong', () => {
    const boundary = new PanelBoundary({ what: 'The chart “val/loss”', children: null })
    boundary.state = PanelBoundary.getDerivedStateFromError(new Error('it has no end')) as never
    expect(renderToString(boundary.render())).toContain('cannot be drawn')
    expect(renderToString(boundary.render())).toContain('it has no end')
  })
})
