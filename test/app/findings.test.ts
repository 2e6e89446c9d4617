import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it, vi } from 'vitest'
import Page from '../../app/findings/page.tsx'
import { detectors } from '../../lib/detectors/index.ts'
import { explainedRules, rules } from '../../lib/detectors/rulebook.ts'
import * as measured from '../../lib/detectors/words/measured.ts'
import { provideServices, type Services } from '../../lib/server/services.ts'
import { defaultSettings } from '../../lib/settings/settings.ts'

vi.mock('../../lib/detectors/words/measured.ts', async (load) => ({ ...(await load<typeof measured>()) }))

function rendered(thresholds: Record<string, Record<string, number>> = {}): string {
  const settings = { read: () => ({ ...defaultSettings, thresholds }) }
  provideServices({ settings } as unknown as Services)
  return renderToStaticMarkup(createElement(Page))
}

/** The section of each rule, without its tags. */
function sections(html: string): Map<string, string> {
  const found = html.matchAll(/<section id="([^"]+)".*?<\/section>/gs)
  return new Map(
    [...found].map(([text, id]) => [
      id as string,
      text
        .replace(/<span class="whole-word">(.*?)<\/span>/g, '$1')
        .replace(/<[^>]+>/g, '|')
        .replace(/\|+/g, '|')
        .replaceAll('&gt;', '>'),
    ]),
  )
}

describe('the page of the rules', () => {
  it('has a section for every rule, which says what it is asked of, how it decides and what it cannot see', () => {
    const texts = sections(rendered())
    expect([...texts.keys()]).toEqual(['measured', ...rules.map(({ code }) => code)])
    for (const { code, title, test, blind, looksFor } of explainedRules) {
      const text = texts.get(code) as string
      expect(text).toMatch(/\|Asked of\|(Every single value|The plot of the whole run|The run itself)/)
      for (const said of [title, looksFor, test, blind]) expect(text).toContain(said)
      for (const said of [test, blind]) expect(said).toMatch(/^[A-Z].+\.$/)
    }
  })

  it('says of each rule what its detector is asked of', () => {
    for (const { code, atRow, atBin } of detectors) {
      const askedOf = explainedRules.find((rule) => rule.code === code)?.askedOf
      expect([code, askedOf?.includes('values'), askedOf?.includes('bins')]).toEqual([code, !!atRow, !!atBin])
    }
  })

  it('has every threshold with its unit and its default, and the value in force where it was changed', () => {
    const texts = sections(rendered({ spike: { sigmas: 9.5 } }))
    for (const { code, thresholds } of rules)
      for (const [name, { default: usual, unit, meaning }] of Object.entries(thresholds)) {
        const inForce = code === 'spike' && name === 'sigmas' ? '9.5| ' : `${usual} `
        expect(texts.get(code)).toContain(`|${meaning}|${inForce}${unit}|${usual}|`)
      }
  })

  it('takes every figure from the data, each with the command that makes it', () => {
    const { title, command } = measured.sources.noise
    const before = sections(rendered())
    for (const [code, list] of Object.entries(measured.figures))
      for (const { source, found, troubles } of list) {
        expect(before.get(code)).toContain(`${found} of ${troubles}`)
        expect(before.get(code)).toContain(measured.sources[source].command)
      }
    vi.spyOn(measured, 'figures', 'get').mockReturnValue({
      diverged: [
        {
          ...{ source: 'noise', of: 'small', found: 7, troubles: 8, precision: 0.625 },
          delay: { value: 31, unit: 'values' },
        },
      ],
    })
    vi.spyOn(measured, 'falseAlarms', 'get').mockReturnValue([
      { source: 'noise', flagged: 3, healthy: 16, by: { diverged: 1 } },
    ])
    const after = sections(rendered())
    for (const { code } of rules) {
      const [, text] = (after.get(code) as string).split('|Measured|')
      expect(text).toBe(
        code === 'diverged'
          ? `on|recall|precision|median delay|${title}, small|${command}|87.5 % |7 of 8|62.5 %|31 values|` +
              `False alarms: 6.3 %, in 1 of 16 healthy runs, at warning or worse. |${command}|`
          : 'What it finds was not counted on runs, only tried on curves that were drawn for its tests.|',
      )
    }
    expect(after.get('measured')).toContain('18.8 % |3 of 16|')
  })

  it('leads nowhere outside', () => {
    expect(rendered()).not.toMatch(/href="(?!\/|#)/)
  })
})
