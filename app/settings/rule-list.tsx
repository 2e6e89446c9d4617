'use client'
import Link from 'next/link'
import { useEffect, useState } from 'react'
import type { Rule } from '../../lib/detectors/rulebook.ts'
import { plural } from '../../lib/format.ts'
import type { Settings } from '../../lib/settings/settings.ts'
import { type Faults, isSameMute, thresholdOf, withThreshold } from './draft.ts'
import { NumberField } from './number-field.tsx'
import { RulePreview } from './rule-preview.tsx'

/** How many of the newest runs each rule flagged; a rule that is not there flagged none. */
export type Flagged = { runs: number; byRule: Readonly<Record<string, number>> }

type Props = {
  rules: readonly Rule[]
  draft: Settings
  faults: Faults
  flagged: Flagged
  onChange(draft: Settings): void
}

/** Every rule, folded: what it looks for, what of it can be set, and what that would have changed. */
export function RuleList(props: Props) {
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const look = () => setAsked(window.location.hash)
    look()
    window.addEventListener('hashchange', look)
    return () => window.removeEventListener('hashchange', look)
  }, [])
  return (
    <ul className="set-rules">
      {props.rules.map((rule) => (
        <RuleItem key={rule.code} {...props} rule={rule} isAsked={asked === `#rule-${rule.code}`} />
      ))}
    </ul>
  )
}

function RuleItem({
  rule,
  isAsked,
  draft,
  faults,
  flagged,
  onChange,
}: Props & { rule: Rule; isAsked: boolean }) {
  const { code, title, severity, looksFor, thresholds } = rule
  const [isOpened, setOpened] = useState(false)
  useEffect(() => {
    if (isAsked) setOpened(true)
  }, [isAsked])
  const names = Object.keys(thresholds)
  const hasFault = names.some((name) => faults[`thresholds.${code}.${name}`])
  return (
    <li id={`rule-${code}`} className="set-rule" aria-label={title}>
      <details open={isOpened || hasFault} onToggle={(event) => setOpened(event.currentTarget.open)}>
        <summary>
          <span className="set-title">{title}</span>{' '}
          <span className="small soft">
            <span className={severity === 'info' ? 'soft' : severity}>{severity}</span>
            {factsOf(rule, draft, flagged).map((fact) => ` · ${fact}`)}
          </span>
        </summary>
        <div className="set-open">
          <div className="set-about">
            <p>{looksFor}</p>
            <p className="small soft">
              <code>{code}</code> · <Link href={`/findings#${code}`}>How it decides</Link>
            </p>
          </div>
          {names.length > 0 && (
            <div className="set-thresholds">
              {names.map((name) => (
                <Threshold key={name} {...{ rule, name, draft, faults, onChange }} />
              ))}
              <RulePreview
                key={code}
                code={code}
                thresholds={thresholdsOf(draft, rule)}
                isBlocked={hasFault}
              />
            </div>
          )}
        </div>
      </details>
    </li>
  )
}

/** What is told of a rule while it is folded. */
function factsOf(rule: Rule, draft: Settings, { runs, byRule }: Flagged): string[] {
  const flagged = byRule[rule.code] ?? 0
  const changed = Object.keys(thresholdsOf(draft, rule)).length
  const isSilent = draft.muted.some((mute) => isSameMute(mute, { code: rule.code }))
  return [
    ...(runs > 0 ? [`${flagged || 'none'} of the last ${plural(runs, 'run')} flagged`] : []),
    ...(changed > 0 ? [`${plural(changed, 'threshold')} changed`] : []),
    ...(isSilent ? ['muted everywhere'] : []),
  ]
}

function thresholdsOf(draft: Settings, { code }: Rule): Readonly<Record<string, number>> {
  return draft.thresholds[code] ?? {}
}

type ThresholdProps = Omit<Props, 'rules' | 'flagged'> & { rule: Rule; name: string }

function Threshold({ rule, name, draft, faults, onChange }: ThresholdProps) {
  const threshold = rule.thresholds[name]
  if (!threshold) return null
  const { default: usual, min, max, unit, meaning } = threshold
  const value = thresholdOf(draft, rule, name)
  return (
    <div className="set-threshold" data-changed={value !== usual}>
      <NumberField
        label={meaning.charAt(0).toUpperCase() + meaning.slice(1)}
        unit={unit}
        hint={`${min} to ${max.toLocaleString('en')}, default ${usual}`}
        value={value}
        fault={faults[`thresholds.${rule.code}.${name}`]}
        onChange={(next) => onChange(withThreshold(draft, rule, name, next))}
      />
      {value !== usual && (
        <button
          type="button"
          className="plain small"
          aria-label={`Reset "${meaning}" of ${rule.title} to its default`}
          onClick={() => onChange(withThreshold(draft, rule, name, usual))}
        >
          Reset to default
        </button>
      )}
    </div>
  )
}
