'use client'
import Link from 'next/link'
import type { Rule } from '../../lib/detectors/rulebook.ts'
import type { Settings } from '../../lib/settings/settings.ts'
import { type Faults, isSameMute, thresholdOf, withThreshold } from './draft.ts'
import { NumberField } from './number-field.tsx'
import { RulePreview } from './rule-preview.tsx'

type Props = {
  rules: readonly Rule[]
  draft: Settings
  faults: Faults
  onChange(draft: Settings): void
}

/** Every rule: what it looks for, what of it can be set, and what that would have changed. */
export function RuleList(props: Props) {
  return (
    <ul className="set-rules">
      {props.rules.map((rule) => (
        <RuleItem key={rule.code} rule={rule} {...props} />
      ))}
    </ul>
  )
}

function RuleItem({ rule, draft, faults, onChange }: Props & { rule: Rule }) {
  const { code, title, severity, looksFor, thresholds } = rule
  const names = Object.keys(thresholds)
  const isSilent = draft.muted.some((mute) => isSameMute(mute, { code }))
  const hasFault = names.some((name) => faults[`thresholds.${code}.${name}`])
  return (
    <li id={`rule-${code}`} className="set-rule" aria-label={title}>
      <div className="set-about">
        <h3>
          {title} <code className="faint">{code}</code>
        </h3>
        <p>{looksFor}</p>
        <p className="small">
          <span className={severity === 'info' ? 'soft' : severity}>{severity}</span>
          {isSilent && <span className="soft"> · muted everywhere</span>}
          <span className="soft">
            {' '}
            · <Link href={`/findings#${code}`}>How it decides</Link>
          </span>
        </p>
      </div>
      {names.length > 0 && (
        <div className="set-thresholds">
          {names.map((name) => (
            <Threshold key={name} {...{ rule, name, draft, faults, onChange }} />
          ))}
          <RulePreview key={code} code={code} thresholds={thresholdsOf(draft, rule)} isBlocked={hasFault} />
        </div>
      )}
    </li>
  )
}

function thresholdsOf(draft: Settings, { code }: Rule): Readonly<Record<string, number>> {
  return draft.thresholds[code] ?? {}
}

type ThresholdProps = Omit<Props, 'rules'> & { rule: Rule; name: string }

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
