import { existsSync } from 'node:fs'
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { type Rule, rules } from '../../lib/detectors/rulebook.ts'
import { rightsNoted } from '../../lib/http/noted-rights.ts'
import { services } from '../../lib/server/services.ts'
import type { RunRecord } from '../../lib/store/store.ts'
import { allows } from '../../lib/tokens/right.ts'
import { FreshOnReturn } from '../components/fresh-on-return.tsx'
import './settings.css'
import { SettingsPage } from './settings-page.tsx'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Settings · Lossglass' }

/** Runs that are counted, and that a rule can be muted in from here; for others there is their page. */
const runsOffered = 50

/** How many of these runs each rule has flagged. */
function flaggedByRule(records: readonly RunRecord[]): Record<string, number> {
  const flagged = ({ code }: Rule) =>
    records.filter(({ findings }) => findings.some((finding) => finding.code === code)).length
  return Object.fromEntries(rules.map((rule) => [rule.code, flagged(rule)]))
}

export default async function Page() {
  if (!allows(rightsNoted(await headers()), 'owner')) notFound()
  const { store, settings, isShared, tokens } = services()
  const stored = settings.read()
  const mutedIds = [...new Set(stored.muted.flatMap(({ runId }) => runId ?? []))]
  const [projects, newest, muted] = await Promise.all([
    store.listProjects(),
    store.listRuns({ limit: runsOffered }),
    store.readRuns(mutedIds),
  ])
  const runs = new Map(
    [...newest, ...muted].map(({ run: { id, name, project } }) => [id, { id, name, project }]),
  )
  const listed = tokens.list()
  return (
    <>
      <FreshOnReturn made={{}} />
      <SettingsPage
        // What is edited begins with what is stored.
        key={JSON.stringify([stored, listed.map(({ name }) => name)])}
        {...{ stored, rules, projects, isShared }}
        tokens={listed}
        flagged={{ runs: newest.length, byRule: flaggedByRule(newest) }}
        runs={[...runs.values()]}
        missing={stored.logFolders.filter((folder) => !existsSync(folder))}
      />
    </>
  )
}
