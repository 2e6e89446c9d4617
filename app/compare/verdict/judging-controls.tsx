'use client'
import { useState } from 'react'
import { holdsRun } from '../../../lib/compare/judgement.ts'
import { readMatters, writeMatters } from '../../../lib/compare/matters.ts'
import type { Standing } from '../../../lib/compare/standing.ts'
import type { Judging } from '../../../lib/compare/verdict.ts'
import type { ChangeAddress } from '../picture.ts'

type Props = { judging: Judging; standings: readonly Standing[]; change: ChangeAddress }

/** By which value runs are judged, against which setup, and what difference matters. */
export function JudgingControls({ judging, standings, change }: Props) {
  const given = standings.find((standing) => holdsRun(standing, judging.baseline))
  return (
    <div className="row small cmp-judging">
      <label>
        Judged by{' '}
        <select
          value={judging.reading}
          onChange={({ target }) => change({ reading: target.value === 'last' ? 'last' : null })}
        >
          <option value="best">the best value of each run</option>
          <option value="last">the last value of each run</option>
        </select>
      </label>
      <label>
        against{' '}
        <select
          value={given?.key ?? ''}
          onChange={({ target }) => {
            const chosen = standings.find(({ key }) => key === target.value)
            change({ baseline: chosen?.runs[0]?.run.id ?? null })
          }}
        >
          <option value="">the leading one</option>
          {standings.map(({ key, label }) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <MattersField
        key={writeMatters(judging.matters)}
        known={writeMatters(judging.matters)}
        change={change}
      />
    </div>
  )
}

function MattersField({ known, change }: { known: string; change: ChangeAddress }) {
  const [text, setText] = useState(known)
  const isWrong = readMatters(text) === null
  return (
    <label title="The smallest difference that matters to you: a share such as 1%, or a size in the unit of the metric.">
      matters from{' '}
      <input
        className="cmp-matters"
        value={text}
        aria-invalid={isWrong}
        onChange={({ target }) => setText(target.value)}
        onBlur={() => (isWrong ? setText(known) : text !== known && change({ matters: text.trim() }))}
        onKeyDown={({ key }) => key === 'Enter' && !isWrong && change({ matters: text.trim() })}
      />
      {isWrong && <span className="critical"> such as 1% or 0.05</span>}
    </label>
  )
}
