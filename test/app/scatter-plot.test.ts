import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { ScatterPlot } from '../../app/compare/plot/scatter-plot.tsx'
import { fieldAxis } from '../../lib/compare/field-axis.ts'
import { acc } from '../compare/compared.ts'

const huber = { id: 'huber', params: { delta: 1 } }
const compared = [acc('a', 0.9, { loss: huber, seed: null }), acc('b', 0.8, { seed: null })]
const runs = compared.map(({ run: { id } }) => ({ id, hue: 0, label: id }))

function drawn(across: string): string {
  const axes = [across, 'val/accuracy'].map((name) => fieldAxis(compared, name))
  const picture = { runs: runs as never, compared, axes, pointedAt: null, onPoint: () => {} }
  // React puts a mark between texts that stand beside each other.
  return renderToString(createElement(ScatterPlot, picture)).replaceAll('<!-- -->', '')
}

describe('the plot of what runs reached over what was chosen for them', () => {
  it('cuts no name of a choice for which there is room', () => {
    expect(drawn('loss')).toContain('>huber (delta 1)<')
  })

  it('says so in a sentence where there is nothing to draw', () => {
    expect(drawn('seed')).toBe(
      '<div><p class="small soft">No run has a value of seed and val/accuracy that can be drawn: choose another setting above.</p></div>',
    )
  })
})
