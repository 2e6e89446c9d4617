import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { oneFile } from '../../app/report/one-file.ts'
import { scriptJson } from '../../app/report/script-json.ts'

const nasty = fc.constantFrom(
  '</script>',
  '<!--',
  '-->',
  '<script>',
  ']]>',
  '\u2028',
  '\0',
  '</style>',
  '&lt;',
)
const anyText = fc.string({ unit: fc.oneof(nasty, fc.string({ unit: 'grapheme', maxLength: 3 })) })

/** As React writes text and attributes. */
const escaped = (text: string) => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)

describe('data in a script element', () => {
  it('is the same after it, and neither ends the element nor opens a comment, whatever a run is called', () => {
    fc.assert(
      fc.property(fc.dictionary(anyText, fc.oneof(anyText, fc.double(), fc.array(anyText))), (value) => {
        const text = scriptJson(value)
        expect(text).not.toMatch(/[<>&\u2028\u2029]/)
        const read = JSON.parse(text) as Record<string, unknown>
        for (const [name, own] of Object.entries(value))
          if (typeof own !== 'number') expect(read[name]).toEqual(own)
      }),
    )
  })
})

describe('one file of a page', () => {
  it('keeps what runs say and the data, and leaves out programs, comments and addresses of the server', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const data = `<script type="application/json" id="report-data">${scriptJson({ text })}</script>`
        const kept = `<h1 title="${escaped(text)}">${escaped(text)}</h1>`
        const page = `<html><head><link rel="stylesheet" href="/a.css"/><script src="/b.js"></script></head><body><nav>Runs</nav><main>${kept}<!-- --><a href="/runs/a">a</a><script>run()</script>${data}</main><script>more()</script></body></html>`
        const made = await oneFile({ page, title: text, readStyle: async (path) => `/* ${path} */ </style>` })
        expect(made).toContain(kept)
        expect(made).toContain(data)
        expect(made).toContain(`<title>${escaped(text)}</title>`)
        expect(made).toContain('<style>/* /a.css */ <\\/style></style>')
        expect(made).not.toMatch(/run\(\)|more\(\)|<nav|b\.js|href="\/runs|<!-- -->/)
        expect(made.match(/<script/g)).toHaveLength(1)
      }),
    )
  })

  it('fails where the page has no main part', async () => {
    await expect(oneFile({ page: '<p>', title: '', readStyle: async () => '' })).rejects.toThrow(
      'no main part',
    )
  })
})
