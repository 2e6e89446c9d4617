/** What is told of a finding outside the dashboard, in the forms that others take. */
import { describeFinding } from '../detectors/words/message.ts'
import type { Finding, Run } from '../run.ts'
import type { Webhook } from '../settings/settings.ts'
import {
  addressOf,
  type EndedRun,
  pageOfEnds,
  textOfEnds,
  titleOfEnds,
  trainedMs,
  worstFirst,
} from './ended-runs.ts'

export type Message = {
  /** Stays the same from a finding's opening to its end. */
  incident: string
  event: 'finding-opened' | 'finding-resolved' | 'runs-ended' | 'test'
  title: string
  text: string
  /** Where to look. */
  url: string
  /** The run that it is about; of several that ended the first of `ended`. */
  run: RunName
  finding: Pick<Finding, 'code' | 'severity' | 'series' | 'step' | 'causes'> | null
  /** Runs that ended, those that went wrong first; `endedInAll` counts those that are left out too. */
  ended: (RunName & { status: Run['status']; headline: string; trainedMs: number | null })[]
  endedInAll: number
}

type RunName = { id: string; name: string; project: string; url: string }

function nameOf(run: Run, url: string): RunName {
  return { id: run.id, name: run.name, project: run.project, url: addressOf(run, url) }
}

const noEnds = { ended: [], endedInAll: 0 }

/** The message of a finding that opened or was resolved; `url` is the address of the server. */
export function messageOf(finding: Finding, run: Run, url: string): Message {
  const { title, happened, causes, suggestions } = describeFinding(finding, run)
  const isOver = finding.resolvedStep !== null
  const { code, severity, series, step } = finding
  return {
    incident: finding.id,
    event: isOver ? 'finding-resolved' : 'finding-opened',
    title: `${run.name}: ${title}`,
    text: [happened, ...causes, ...(isOver ? [] : suggestions.slice(0, 1))].join(' '),
    url: addressOf(run, url),
    run: nameOf(run, url),
    finding: { code, severity, series, step, causes: finding.causes },
    ...noEnds,
  }
}

/** Runs that a message as JSON has, at most. */
const mostEnded = 200

/** The message of runs that have ended; null where there is none. */
export function messageOfEnds(runs: readonly EndedRun[], url: string): Message | null {
  const ended = worstFirst(runs)
  const [first] = ended
  if (!first) return null
  return {
    incident: `ended:${first.run.id}`,
    event: 'runs-ended',
    title: titleOfEnds(ended),
    text: textOfEnds(ended, url),
    url: pageOfEnds(ended, url),
    run: nameOf(first.run, url),
    finding: null,
    ended: ended.slice(0, mostEnded).map(({ run, headline }) => {
      const { status } = run
      return { ...nameOf(run, url), status, headline, trainedMs: trainedMs(run) }
    }),
    endedInAll: ended.length,
  }
}

/** What the button for a trial sends. */
export function testMessage(url: string): Message {
  return {
    incident: 'test',
    event: 'test',
    title: 'Lossglass: this is a test',
    text: 'Messages about your runs will arrive here.',
    url,
    run: { id: 'test', name: 'test', project: 'test', url },
    finding: null,
    ...noEnds,
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
  const { title, text, url } = message
  switch (form) {
    case 'json':
      return message
    case 'slack':
      return { text: `*${slackText(title)}*\n${slackText(text)}\n<${url}>` }
    case 'discord':
      return {
        content: discordText(title, text, url),
        // A run's name must not call everybody.
        allowed_mentions: { parse: [] },
      }
  }
}

/** Where it is too long, the address stays. */
function discordText(title: string, text: string, url: string): string {
  const room = Math.max(0, longestDiscordText - url.length - 1)
  return `${`**${title}**\n${text}`.slice(0, room)}\n${url}`
}
