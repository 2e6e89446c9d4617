import { expect, it } from 'vitest'
import type { HeadlineTone } from '../../lib/summary/headline.ts'
import { listTitle } from '../../lib/summary/tab-title.ts'

it.each<[readonly HeadlineTone[], string]>([
  [[], 'Lossglass'],
  [['live', 'live'], '● 2 live · Lossglass'],
  [['quiet'], '○ 1 live · Lossglass'],
  [['live', 'watch'], '△ 1 to watch · Lossglass'],
  [['live', 'watch', 'warning', 'quiet'], '▲ 1 needs you · Lossglass'],
  [['critical', 'live', 'warning'], '▲ 2 need you · Lossglass'],
])('the tab of a list of %j says the worst of them', (tones, title) => {
  expect(listTitle(tones)).toBe(title)
})
