import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { EndsKept } from '../../app/components/ends-kept.tsx'

const drawn = (text: string) => renderToStaticMarkup(createElement(EndsKept, { text }))

describe('a name in one line', () => {
  it('is a text where it is short', () => {
    expect(drawn('digits-ce')).toBe('digits-ce')
  })

  it('is read out whole, and keeps its end where it is long', () => {
    const html = drawn('resnet50-bs64-lr0.036-seed1')
    expect(html).toContain('<span class="unseen">resnet50-bs64-lr0.036-seed1</span>')
    expect(html).toContain('<span>resnet50-bs64</span><span>-lr0.036-seed1</span>')
  })

  it('takes no letter apart', () => {
    expect(drawn(`${'a'.repeat(20)}${'😀'.repeat(14)}`)).toContain(`<span>${'😀'.repeat(14)}</span>`)
  })
})
