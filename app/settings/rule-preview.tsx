'use client'
import Link from 'next/link'
import { useState } from 'react'
import { formatWhole } from '../../lib/format.ts'
import { type Change, type Flagged, type Preview, rowsOf, summaryOf } from '../../lib/preview/preview.ts'
import { ask } from '../components/ask.ts'

type Props = {
  code: string
  /** As they are typed, those that differ from the defaults. */
  thresholds: Readonly<Record<string, number>>
  /** True while some of them cannot be saved. */
  isBlocked: boolean
}
type Tried = { preview: Preview; of: string } | { fault: string }

const changeWords: Record<Change, string> = {
  silenced: 'silent now',
  flagged: 'flagged now',
  moved: 'differently',
  same: 'the same',
}

/** What the rule would have said about the last runs, asked before anything is saved. */
export function RulePreview({ code, thresholds, isBlocked }: Props) {
  const [tried, setTried] = useState<Tried | null>(null)
  const [isTrying, setTrying] = useState(false)
  const body = JSON.stringify({ code, thresholds })
  async function tryOut() {
    setTrying(true)
    setTried(await askPreview(body))
    setTrying(false)
  }
  return (
    <div className="set-preview">
      <button type="button" className="plain small" disabled={isBlocked || isTrying} onClick={tryOut}>
        {isTrying ? 'Replaying …' : 'Try on the last 50 runs'}
      </button>
      <div aria-live="polite">
        {tried && 'fault' in tried && <p className="critical small">{tried.fault}</p>}
        {tried && 'preview' in tried && (
          <PreviewResult preview={tried.preview} isOld={tried.of !== body && !isTrying} />
        )}
      </div>
    </div>
  )
}

async function askPreview(body: string): Promise<Tried> {
  try {
    const response = await ask('/api/settings/preview', { method: 'POST', body })
    const answer = (await response.json()) as Preview & { error?: { message: string } }
    return answer.error ? { fault: answer.error.message } : { preview: answer, of: body }
  } catch {
    return { fault: 'The server cannot be reached.' }
  }
}

function PreviewResult({ preview, isOld }: { preview: Preview; isOld: boolean }) {
  const rows = rowsOf(preview)
  return (
    <>
      <p data-testid={`preview-${preview.code}`}>
        {summaryOf(preview)}
        {isOld && <span className="warning"> The numbers above have changed since: try again.</span>}
      </p>
      {rows.length > 0 && (
        <div className="set-scroll">
          <table className="small">
            <thead>
              <tr>
                <th>Run</th>
                <th>As saved</th>
                <th>As typed</th>
                <th>Change</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ id, name, saved, proposed, change }) => (
                <tr key={id} data-change={change}>
                  <td className="set-run">
                    <Link href={`/runs/${id}`}>{name}</Link>
                  </td>
                  <td>
                    <Flags flags={saved} />
                  </td>
                  <td>
                    <Flags flags={proposed} />
                  </td>
                  <td className={change === 'same' ? 'faint' : ''}>{changeWords[change]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}

/** The first one in full, the others counted. */
function Flags({ flags }: { flags: readonly Flagged[] }) {
  const [first, ...others] = flags
  if (!first) return <span className="faint">–</span>
  return (
    <span title={flags.map(({ series, raisedStep }) => `${series} at step ${raisedStep}`).join(', ')}>
      step {formatWhole(first.raisedStep)},{' '}
      <span className={first.severity === 'info' ? 'soft' : first.severity}>{first.severity}</span>
      {others.length > 0 && <span className="soft"> and {others.length} more</span>}
    </span>
  )
}
