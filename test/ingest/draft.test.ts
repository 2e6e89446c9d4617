import { expect, it } from 'vitest'
import { createDraft } from '../../lib/ingest/draft.ts'
import { messagesOf } from '../../lib/ingest/messages.ts'
import { parseEvents } from '../../lib/schema.ts'
import { modified } from './reading.ts'

const smiley = '\u{1F600}'
const long = 'x'.repeat(249)
const taken = (draft: ReturnType<typeof createDraft>) =>
  [...messagesOf('a', draft.run(), { isKnown: false })].flatMap((events) => parseEvents(events, modified))

it.each([
  ['project', { project: `${long}${smiley}` }, { project: `${long}\ufffd` }],
  ['group', { group: 'x'.repeat(300) }, { group: 'x'.repeat(250) }],
  ['tags', { tags: ['', `${long}${smiley}`, 'good'] }, { tags: [`${long}\ufffd`, 'good'] }],
])('a run is sent whose %s the server would refuse, and says what is lost', (name, given, kept) => {
  const draft = createDraft('run', 'file', modified)
  draft.describe(given)
  draft.add('loss', 1, 1)
  const { description } = draft.run()
  expect(description).toMatchObject(kept)
  expect(description.notes).toContain(`"${name}" of the run`)
  expect(taken(draft)).toHaveLength(3)
})

it('names that are cut are cut between characters', () => {
  const draft = createDraft(`${smiley}${long}`, 'file', modified)
  draft.add(`${long}${smiley}`, 1, 1)
  draft.note(`${'x'.repeat(9_999)}${smiley}`)
  expect(taken(draft)).toHaveLength(3)
})

it('series whose names differ in nothing that the server keeps have names of their own', () => {
  const draft = createDraft('run', 'file', modified)
  for (const end of ['a', 'b', 'c', 'd']) draft.add(`${'x'.repeat(250)}${end}`, 1, 1)
  const names = draft.run().series.map(({ name }) => name)
  expect(new Set(names).size).toBe(4)
  expect(Math.max(...names.map(({ length }) => length))).toBe(250)
  expect(taken(draft)).toHaveLength(3)
})
