import { expect, it } from 'vitest'
import { annotationBody, verdictQuery } from '../lib/http/schema.ts'
import { parse } from '../lib/parse.ts'
import { tokenBody } from '../lib/tokens/schema.ts'
import { refusalOf } from './refusal-of.ts'

it.each([
  [tokenBody, { name: '', rights: ['log'] }, 'name', /^The name of a token has 1 to 64 letters/],
  [tokenBody, { name: 'a', rights: [] }, 'rights', /^A token has at least one right: log/],
  [annotationBody, { text: '' }, 'text', /^An annotation has a text\.$/],
  [verdictQuery, { runs: '' }, 'runs', /^Name the runs: runs=id,id\.$/],
  [tokenBody, { rights: ['log'] }, 'name', /^name: This is missing: it is a text\.$/],
  [tokenBody, { name: 'a', rights: ['all'] }, 'rights[0]', /^A right is one of log, .*, not "all"\.$/],
  [verdictQuery, { runs: 'a,!' }, 'runs[1]', /^runs\[1\]: A run id is/],
])(
  'what does not fit is said in a sentence, with its field before it where it names none',
  (schema, input, at, words) => {
    const refusal = refusalOf(() => parse(schema as never, input))
    expect(refusal.at).toBe(at)
    expect(refusal.message).toMatch(words)
  },
)
