'use client'
import {
  type Ending,
  endings,
  type Notifications,
  type Webhook,
  webhookForms,
} from '../../lib/settings/settings.ts'
import type { Faults } from './draft.ts'
import { SendTest } from './send-test.tsx'

type Props = {
  notifications: Notifications
  faults: Faults
  /** Whether what is typed is what is saved: a test goes to the saved address. */
  isSaved: boolean
  onChange(notifications: Notifications): void
}

const formNames: Record<Webhook['form'], string> = { json: 'JSON', slack: 'Slack', discord: 'Discord' }
const endingNames: Record<Ending, string> = {
  failed: 'fails',
  lost: 'is lost: its program is gone',
  finished: 'finishes',
  stopped: 'is stopped, but not by you on its page',
}
const usualQuiet = { from: 22 * 60, to: 7 * 60 }

/** Who is told of findings and ends outside the dashboard, of which, and when not. */
export function NotificationSettings({ notifications, faults, isSaved, onChange }: Props) {
  const { webhook, from, ends, quiet } = notifications
  const set = (changes: Partial<Notifications>) => onChange({ ...notifications, ...changes })
  const urlFault = faults['notifications.webhook.url']
  return (
    <div className="set-notifications">
      <div className="set-line">
        <label className="field set-wide">
          Address of a webhook; empty for none
          <input
            type="url"
            inputMode="url"
            autoComplete="off"
            placeholder="https://"
            aria-invalid={urlFault !== undefined}
            value={webhook?.url ?? ''}
            onChange={({ target: { value } }) =>
              set({ webhook: value === '' ? null : { form: webhook?.form ?? formOf(value), url: value } })
            }
          />
        </label>
        {webhook && (
          <label className="field">
            Form of the messages
            <select
              value={webhook.form}
              onChange={({ target: { value } }) =>
                set({ webhook: { ...webhook, form: value as Webhook['form'] } })
              }
            >
              {webhookForms.map((form) => (
                <option key={form} value={form}>
                  {formNames[form]}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      {urlFault && <p className="critical small">{urlFault}</p>}
      <p className="soft small">
        One message when a finding opens, one when it is over. Runs that end within a short time are one
        message.
      </p>
      <SendTest obstacle={obstacleOf(webhook, urlFault !== undefined, isSaved)} />
      <label className="field set-narrow">
        Tell the webhook of
        <select
          value={from}
          onChange={({ target: { value } }) => set({ from: value as Notifications['from'] })}
        >
          <option value="warning">warnings and critical findings</option>
          <option value="critical">critical findings only</option>
        </select>
      </label>
      <fieldset className="set-ends">
        <legend>Tell the webhook and this browser when a run</legend>
        {endings.map((ending) => (
          <label key={ending}>
            <input
              type="checkbox"
              className="tick-box"
              checked={ends.includes(ending)}
              onChange={({ target: { checked } }) =>
                set({
                  ends: endings.filter((one) => (one === ending ? checked : ends.includes(one))),
                })
              }
            />
            {endingNames[ending]}
          </label>
        ))}
      </fieldset>
      <label className="set-switch">
        <input
          type="checkbox"
          className="tick-box"
          checked={quiet !== null}
          onChange={({ target }) => set({ quiet: target.checked ? usualQuiet : null })}
        />
        Quiet hours
      </label>
      {quiet && (
        <div className="row">
          <TimeField
            label="Quiet from"
            value={quiet.from}
            onChange={(at) => set({ quiet: { ...quiet, from: at } })}
          />
          <TimeField label="until" value={quiet.to} onChange={(at) => set({ quiet: { ...quiet, to: at } })} />
          <span className="soft small">
            by the clock of the server; what is found then is told afterwards
          </span>
        </div>
      )}
      {faults['notifications.quiet'] && <p className="critical small">{faults['notifications.quiet']}</p>}
    </div>
  )
}

/** Why no trial can be sent yet. */
function obstacleOf(webhook: Webhook | null, isFaulty: boolean, isSaved: boolean): string | null {
  if (!webhook) return 'Enter the address of a webhook first.'
  if (isFaulty) return 'The address above needs another look first.'
  return isSaved ? null : 'Save first: a test goes to the saved address.'
}

/** Guessed from the address, so that it need not be chosen. */
function formOf(url: string): Webhook['form'] {
  if (url.includes('hooks.slack.com')) return 'slack'
  return url.includes('discord.com/api/webhooks') ? 'discord' : 'json'
}

type TimeProps = { label: string; value: number; onChange(minutes: number): void }

function TimeField({ label, value, onChange }: TimeProps) {
  const two = (part: number) => String(part).padStart(2, '0')
  return (
    <label className="row small soft">
      {label}
      <input
        type="time"
        required
        value={value >= 0 ? `${two(Math.floor(value / 60))}:${two(value % 60)}` : ''}
        onChange={(event) => {
          const [hours = Number.NaN, minutes = Number.NaN] = event.target.value.split(':').map(Number)
          onChange(60 * hours + minutes)
        }}
      />
    </label>
  )
}
