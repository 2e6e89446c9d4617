/** The runs that were missed or flagged without reason, one a line, to look at by their seeds. */
import type { Alarm } from './listen.ts'
import { isMissed, type Scored } from './score.ts'
import { noiseText, sizeText } from './words.ts'

const alarmsTold = 4

export function faultLines(all: readonly Scored[]): string[] {
  return all.filter((run) => isMissed(run) || run.falseAlarms.length > 0).map(faultLine)
}

function faultLine(run: Scored): string {
  const { seed, shape, rows, noise, evaluation } = run
  const measured = evaluation ? `val/${evaluation.every} ${noiseText(evaluation.noise)}` : 'no val'
  return [
    `${seed}`.padStart(6),
    shape.padEnd(11),
    `${rows} rows`.padStart(12),
    noiseText(noise).padEnd(30),
    measured.padEnd(37),
    faultsOf(run).join('; '),
  ].join('  ')
}

function faultsOf(run: Scored): string[] {
  const { kind, size, onsetStep, falseAlarms, others } = run
  const faults: string[] = []
  if (kind !== 'healthy') faults.push(`${kind}, ${sizeText(kind, size ?? 0)}, at ${onsetStep}`)
  if (isMissed(run)) faults.push(others.length ? `missed, but ${placed(others)}` : 'missed')
  if (falseAlarms.length) faults.push(`false: ${placed(falseAlarms)}`)
  return faults
}

function placed(alarms: readonly Alarm[]): string {
  const told = alarms.slice(0, alarmsTold).map(({ code, series, step }) => `${code} ${series} ${step}`)
  const more = alarms.length - told.length
  return [...told, ...(more ? [`${more} more`] : [])].join(', ')
}
