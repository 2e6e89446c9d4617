import { describe, expect, it } from 'vitest'
import { bodyOf, messageOf, messageOfEnds, testMessage } from '../../lib/notify/message.ts'
import { isQuiet } from '../../lib/notify/quiet.ts'
import type { Run } from '../../lib/run.ts'
import { findingAt, run } from './finding.ts'

const url = 'http://127.0.0.1:3000'
const message = messageOf(findingAt(412), run, url)

describe('a message', () => {
  it('says what happened, what usually causes it and where to look', () => {
    expect(message).toMatchObject({
      event: 'finding-opened',
      incident: 'a:diverged:train/loss:412',
      title: 'my <run>: Diverged at step 412',
      run: { id: 'a', url: 'http://127.0.0.1:3000/runs/a' },
      finding: { code: 'diverged', severity: 'critical', series: 'train/loss', step: 412 },
    })
    expect(message.text).toContain('450 times its start')
    expect(message.text).toContain('The learning rate had not been lowered yet')
  })

  it('says that it is over, under the name of the same incident', () => {
    const over = messageOf(findingAt(412, { resolvedStep: 500 }), run, url)
    expect(over).toMatchObject({ event: 'finding-resolved', incident: message.incident })
    expect(over.title).toContain('(over)')
  })

  it('has the form that its receiver takes', () => {
    expect(bodyOf('json', message)).toBe(message)
    expect(bodyOf('slack', message)).toEqual({
      text: expect.stringMatching(
        /^\*my &lt;run&gt;: Diverged at step 412\*\n.*\n<http:\/\/127\.0\.0\.1:3000\/runs\/a>$/,
      ),
    })
    expect(bodyOf('discord', message)).toMatchObject({ allowed_mentions: { parse: [] } })
    const long = { ...message, text: 'x'.repeat(5000) }
    expect((bodyOf('discord', long) as { content: string }).content).toHaveLength(2000)
    expect((bodyOf('discord', long) as { content: string }).content).toMatch(/\/runs\/a$/)
    expect(JSON.stringify(bodyOf('slack', testMessage(url)))).toContain('this is a test')
  })
})

describe('a message of ends', () => {
  const ended = ['a', 'b'].map((id) => ({
    run: { ...run, id, status: 'failed', startedAt: 0, endedAt: 60_000, pauses: [] } as unknown as Run,
    headline: 'Failed: <oom> & more.',
  }))

  it('has the form that its receiver takes, with the page of each run', () => {
    const message = messageOfEnds(ended, url)
    if (!message) throw new Error('Two runs have ended.')
    expect(bodyOf('json', message)).toMatchObject({ event: 'runs-ended', ended: [{ id: 'a' }, { id: 'b' }] })
    expect(bodyOf('slack', message)).toEqual({
      text: [
        '*2 runs ended: 2 failed*',
        `my &lt;run&gt; (default): failed after 1 m 0 s. Failed: &lt;oom&gt; &amp; more. ${url}/runs/a`,
        `my &lt;run&gt; (default): failed after 1 m 0 s. Failed: &lt;oom&gt; &amp; more. ${url}/runs/b`,
        `<${url}/>`,
      ].join('\n'),
    })
    expect((bodyOf('discord', message) as { content: string }).content).toContain(
      '**2 runs ended: 2 failed**',
    )
  })

  it('is none where no run is left', () => {
    expect(messageOfEnds([], url)).toBe(null)
  })
})

describe('quiet hours', () => {
  it.each([
    [null, 100, false],
    [{ from: 60, to: 120 }, 59, false],
    [{ from: 60, to: 120 }, 60, true],
    [{ from: 60, to: 120 }, 120, false],
    [{ from: 1320, to: 420 }, 1400, true],
    [{ from: 1320, to: 420 }, 10, true],
    [{ from: 1320, to: 420 }, 420, false],
    [{ from: 60, to: 60 }, 60, false],
  ])('%j at minute %i: %s', (quiet, minute, expected) => {
    expect(isQuiet(quiet, minute)).toBe(expected)
  })
})
