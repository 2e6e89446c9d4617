'use client'
import type { Policies } from '../../lib/settings/settings.ts'
import type { Faults } from './draft.ts'
import { NumberField } from './number-field.tsx'

type Props = { policies: Policies; faults: Faults; onChange(policies: Policies): void }
type Patient = 'stopWhenStuckEpochs' | 'stopWhenOverfittingEpochs'

const patient: readonly { name: Patient; title: string; text: string; usual: number }[] = [
  {
    name: 'stopWhenStuckEpochs',
    title: 'Stop a run that is stuck',
    text: 'When "Not learning" has been open for so many epochs. A run that begins to learn before goes on.',
    usual: 30,
  },
  {
    name: 'stopWhenOverfittingEpochs',
    title: 'Stop a run that is overfitting',
    text: 'When "Overfitting" has been open for so many epochs since the best validation loss.',
    usual: 20,
  },
]

/** When runs are stopped without anybody's asking. */
export function PolicyList({ policies, faults, onChange }: Props) {
  return (
    <>
      <p className="soft set-lead">
        All are off unless you switch them on. The program that trains is asked to stop, as by the button on a
        run's page, and the run says which policy did it. A program that only sends HTTP is told in the answer
        to what it sends. Epochs can be counted only for runs that say how many steps an epoch has. What
        somebody has acknowledged, or muted, stops nothing.
      </p>
      <div className="set-policy">
        <label className="set-switch">
          <input
            type="checkbox"
            className="tick-box"
            checked={policies.stopOnCritical}
            onChange={(event) => onChange({ ...policies, stopOnCritical: event.target.checked })}
          />
          Stop a run at a critical finding
        </label>
        <p className="soft">
          At once, when its loss is not a number or infinite, or has diverged. Some runs would have come back.
        </p>
      </div>
      {patient.map(({ name, title, text, usual }) => {
        const epochs = policies[name]
        return (
          <div key={name} className="set-policy">
            <label className="set-switch">
              <input
                type="checkbox"
                className="tick-box"
                checked={epochs !== null}
                onChange={(event) => onChange({ ...policies, [name]: event.target.checked ? usual : null })}
              />
              {title}
            </label>
            <p className="soft">{text}</p>
            {epochs !== null && (
              <NumberField
                label={`${title} after`}
                unit="epochs"
                value={epochs}
                fault={faults[`policies.${name}`]}
                onChange={(value) => onChange({ ...policies, [name]: value })}
              />
            )}
          </div>
        )
      })}
    </>
  )
}
