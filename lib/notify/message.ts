/** What is told of a finding outside the dashboard, in the forms that others take. */
import { describeFinding } from '../detectors/words/message.ts'
import type { Finding, Run } from '../run.ts'
import type { Webhook } from '../settings/settings.ts'

export type Message = {
  /** Stays the same from a finding's opening to its end. */
  incident: string
  event: 'finding-opened' | 'finding-resolved' | 'test'
  title: string
  text: string
  run: { id: string; name: string; project: string; url: string }
  finding: Pick<Finding, 'code' | 'severity' | 'series' | 'step' | 'causes'> | null
}

/** The message of a finding that opened or was resolved; `url` is the address of the server. */
export function messageOf(finding: Finding, { id, name, project }: Run, url: string): Message {
  const { title, happened, causes, suggestions } = describeFinding(finding)
  const isOver = finding.resolvedStep !== null
  const { code, severity, series, step } = finding
  return {
    incident: finding.id,
    event: isOver ? 'finding-resolved' : 'finding-opened',
    title: `${name}: ${title}`,
    text: [happened, ...causes, ...(isOver ? [] : suggestions.slice(0, 1))].join(' '),
    run: { id, name, project, url: `${url}/runs/${encodeURIComponent(id)}` },
    finding: { code, severity, series, step, causes: finding.causes },
  }
}

/** What the button for a trial sends. */
export function testMessage(url: string): Message {
  return {
    incident: 'test',
    event: 'test',
    title: 'Lossglass: this is a test',
    text: 'Messages about your runs will arrive here.',
    run: { id: 'test', name: 'test', project: 'test', url },
    finding: null,
  }
}

/** The most that Discord takes. */
const longestDiscordText = 2000

/** Slack reads these as the beginning of a link or a mention. */
function slackText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** The body of the request for a message. */
export function bodyOf(form: Webhook['form'], message: Message): unknown {
  const { title, text, run } = message
  switch (form) {
    case 'json':
      return message
    case 'slack':
      return { text: `*${slackText(title)}*\n${slackText(text)}\n<${run.url}>` }
    case 'discord':
      return {
        content: `**${title}**\n${text}\n${run.url}`.slice(0, longestDiscordText),
        // A run's name must not call everybody.
        allowed_mentions: { parse: [] },
      }
  }
}
