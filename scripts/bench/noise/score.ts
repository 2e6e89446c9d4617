/** What the alarms of a drawn run are worth. */
import { type Drawn, drawRun } from './draw.ts'
import { type Alarm, isLoud, listen } from './listen.ts'
import { troubles } from './troubles.ts'

export type Scored = Omit<Drawn, 'columns'> & {
  /** Warnings and worse where nothing was wrong: in a healthy run, or before the trouble. */
  falseAlarms: Alarm[]
  /** The first answer to the trouble. */
  answer: Alarm | null
  /** The step at which the rule that it is for had said so, were it by a note. */
  notedStep: number | null
  /** Other warnings since the trouble. */
  others: Alarm[]
}

/** Draws the run of a seed and shows it to the detectors. */
export function scoreRun(seed: number): Scored {
  const { columns, ...run } = drawRun(seed)
  const all = listen(run.facts, columns, run.rows)
  const alarms = all.filter(isLoud)
  if (run.kind === 'healthy')
    return { ...run, falseAlarms: alarms, answer: null, notedStep: null, others: [] }
  const { codes, series } = troubles[run.kind]
  const onset = run.onsetStep ?? 0
  const since = alarms.filter(({ step }) => step >= onset)
  const signs = all.filter(({ code, raisedStep }) => code === codes[0] && raisedStep >= onset)
  const answers = since.filter((alarm) => codes.includes(alarm.code) && series.includes(alarm.series))
  return {
    ...run,
    falseAlarms: alarms.filter(({ step }) => step < onset),
    answer: answers[0] ?? null,
    notedStep: signs.length ? Math.min(...signs.map(({ raisedStep }) => raisedStep)) : null,
    others: since.filter((alarm) => !answers.includes(alarm)),
  }
}

export function isMissed({ kind, answer }: Scored): boolean {
  return kind !== 'healthy' && answer === null
}
