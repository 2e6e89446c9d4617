'use client'
import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import type { Rule } from '../../lib/detectors/rulebook.ts'
import type { Settings } from '../../lib/settings/settings.ts'
import type { Token } from '../../lib/tokens/right.ts'
import { changeSettings, type SettingsFault } from '../components/change-settings.ts'
import { BrowserNotifications } from './browser-notifications.tsx'
import { changedParts, faultsOf, known, merged } from './draft.ts'
import { LogFolders } from './log-folders.tsx'
import { MuteList, type NamedRun } from './mute-list.tsx'
import { NotificationSettings } from './notification-settings.tsx'
import { PolicyList } from './policy-list.tsx'
import { type Flagged, RuleList } from './rule-list.tsx'
import { SaveBar } from './save-bar.tsx'
import { TokenList } from './token-list.tsx'

type Props = {
  stored: Settings
  rules: readonly Rule[]
  projects: readonly string[]
  runs: readonly NamedRun[]
  /** What the rules said of the newest runs. */
  flagged: Flagged
  /** Folders to follow that are not there. */
  missing: readonly string[]
  isShared: boolean
  tokens: readonly Token[]
}

/** All settings of the server, edited together and saved together. */
export function SettingsPage({ stored, rules, projects, runs, flagged, missing, isShared, tokens }: Props) {
  const [saved, setSaved] = useState(() => known(stored, rules))
  const [draft, setDraft] = useState(saved)
  const [refused, setRefused] = useState<SettingsFault | null>(null)
  const [state, setState] = useState<'idle' | 'saving' | 'saved'>('idle')
  const changed = changedParts(draft, saved)
  const own = faultsOf(draft, rules)
  const faults = refused?.at ? { [refused.at]: refused.message, ...own } : own

  function change(next: Settings) {
    setDraft(next)
    setRefused(null)
    setState('idle')
  }
  async function save() {
    setState('saving')
    const answer = await changeSettings((settings) => known(merged(settings, draft, changed), rules))
    if ('settings' in answer) {
      setSaved(known(answer.settings, rules))
      setDraft(known(answer.settings, rules))
    } else setRefused(answer)
    setState('settings' in answer ? 'saved' : 'idle')
  }

  return (
    <main className="settings">
      <h1>Settings</h1>
      <Section id="notifications" title="Notifications">
        <NotificationSettings
          notifications={draft.notifications}
          faults={faults}
          isSaved={!changed.includes('notifications')}
          onChange={(notifications) => change({ ...draft, notifications })}
        />
        <BrowserNotifications />
      </Section>
      <Section id="policies" title="Policies">
        <PolicyList
          policies={draft.policies}
          faults={faults}
          onChange={(policies) => change({ ...draft, policies })}
        />
      </Section>
      <Section id="rules" title="Rules">
        <p className="soft set-lead">
          What each rule tests, what it cannot see and how often it was right:{' '}
          <Link href="/findings">how findings are made</Link>.
        </p>
        <RuleList {...{ rules, draft, faults, flagged }} onChange={change} />
      </Section>
      <Section id="muted" title="Muted rules">
        <p className="soft set-lead">
          A muted rule raises nothing new from then on. What it has found before stays.
        </p>
        <MuteList
          {...{ rules, projects, runs }}
          muted={draft.muted}
          onChange={(muted) => change({ ...draft, muted })}
        />
      </Section>
      <Section id="folders" title="Folders to follow">
        <LogFolders
          {...{ missing, isShared }}
          folders={draft.logFolders}
          fault={Object.entries(faults).find(([at]) => at.startsWith('logFolders'))?.[1]}
          onChange={(logFolders) => change({ ...draft, logFolders })}
        />
      </Section>
      <Section id="tokens" title="Tokens">
        <TokenList stored={tokens} isShared={isShared} />
      </Section>
      <SaveBar
        changed={changed}
        faultCount={Object.keys(own).length}
        fault={refused ? refused.message : null}
        isSaving={state === 'saving'}
        isJustSaved={state === 'saved'}
        onSave={save}
        onDiscard={() => change(saved)}
      />
    </main>
  )
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={id} className="set-section" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      <div>{children}</div>
    </section>
  )
}
