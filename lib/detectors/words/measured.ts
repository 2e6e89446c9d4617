/**
 * How often the rules were right, on what, and by which command. The page that explains them reads its figures here and nowhere else;
 * README.md of the detectors says more of each. After a change of the rules, run the commands of `sources` and write down here what they print:
 * all that `noise` and `drawn` say is of one run of `npm run bench -- noise 2000 120000`.
 */

/** What was measured on. */
export type Source = { title: string; on: string; command: string }

export const sources = {
  tuned: {
    title: 'Real curves, tuned on',
    on: '250 labelled curves of public logs: the rules were tuned on them.',
    command: 'npm run -s replay -- DIR > events.jsonl',
  },
  unseen: {
    title: 'Real curves, first look',
    on: '154 trainings of as many public sources, with their validation, labelled before any rule had seen them. The rules have changed since, by what they taught.',
    command: 'npm run -s replay -- DIR > events.jsonl',
  },
  last: {
    title: 'Real trainings, the rules as they are',
    on: '50 trainings with their validation, most of them printed in notebooks, labelled before any rule had seen them; nothing was chosen by them.',
    command: 'npm run -s replay -- DIR > events.jsonl',
  },
  noise: {
    title: 'Drawn runs, long and noisy',
    on: '2,000 runs of 300 to 1,000,000 rows with 2 to 40 % noise; half of them are healthy, and nothing was chosen by them. Of those whose learning rate makes their shape, half do not log it.',
    command: 'npm run bench -- noise 2000 120000',
  },
  untouched: {
    title: 'Trainings of the runner',
    on: '206 trainings of every task with each of its losses, with nothing done wrong, a row an epoch.',
    command: 'npm run bench -- false-alarms',
  },
} satisfies Record<string, Source>

export type SourceName = keyof typeof sources

/** What a rule found of the troubles that were there, and how soon. What was not measured is null. */
export type Figure = {
  source: SourceName
  /** Which troubles, where a set has several for a rule. */
  of?: string
  found: number
  troubles: number
  /** The share of its findings that were right. */
  precision: number | null
  /** The median from the trouble to the finding. */
  delay: { value: number; unit: 'values' | 'evaluations' | '% of the run' } | null
}

const tuned = (found: number, troubles: number, precision: number, value: number): Figure => ({
  ...{ source: 'tuned', found, troubles, precision, delay: { value, unit: 'values' } },
})
const unseen = (found: number, troubles: number, precision: number): Figure => ({
  ...{ source: 'unseen', found, troubles, precision, delay: null },
})
const last = (found: number, troubles: number, precision: number): Figure => ({
  ...{ source: 'last', found, troubles, precision, delay: null },
})
const drawn = (of: string, found: number, troubles: number, value: number): Figure => ({
  ...{ source: 'noise', of, found, troubles, precision: null, delay: { value, unit: '% of the run' } },
})

/** Before it was a warning, and whether or not it became one. */
const noted = (of: string, found: number, troubles: number, value: number): Figure => ({
  ...drawn(of, found, troubles, value),
  delay: { value, unit: 'values' },
})

/** Both rules on values that are not finite were labelled as one trouble. */
const notFinite = [tuned(22, 22, 1, 0), unseen(12, 12, 1)]

/** By the code of the rule. Rules that are not here were tried on curves drawn for their tests only. */
export const figures: Readonly<Record<string, readonly Figure[]>> = {
  'non-finite': notFinite,
  'masked-nan': notFinite,
  diverged: [
    tuned(31, 33, 1, 2),
    unseen(7, 7, 0.88),
    drawn('to 1.3 times the start', 60, 62, 4.8),
    drawn('to 50 times the start', 62, 62, 1.6),
  ],
  overfitting: [
    { ...tuned(12, 12, 1, 4.5), delay: { value: 4.5, unit: 'evaluations' } },
    unseen(14, 26, 1),
    last(18, 21, 1),
    drawn('by 10 % of the best', 63, 63, 25.8),
    drawn('by 100 % of the best', 63, 63, 10),
  ],
  'not-learning': [
    tuned(27, 29, 0.93, 7),
    unseen(8, 12, 0.62),
    last(2, 2, 1),
    noted('in 2 % noise, by a note', 63, 63, 161),
    drawn('in 2 % noise, by a warning', 62, 63, 73.3),
    noted('in 20 % noise, by a note', 44, 63, 551),
    drawn('in 20 % noise, by a warning', 44, 63, 69.8),
  ],
  climbing: [
    drawn('30 % of the progress lost', 62, 62, 11.8),
    drawn('100 % of the progress lost', 60, 62, 5.5),
  ],
  spike: [tuned(7, 8, 0.78, 0), unseen(3, 12, 0.5)],
  oscillating: [tuned(6, 6, 0.67, 15.5)],
}

/**
 * Healthy runs that were flagged at warning or worse; by which rules (a run may count for several), where that was counted, of those
 * that such runs give something to look at.
 */
export type FalseAlarms = {
  source: SourceName
  flagged: number
  healthy: number
  by: Readonly<Record<string, number>> | null
}

export const falseAlarms: readonly FalseAlarms[] = [
  { source: 'tuned', flagged: 0, healthy: 141, by: null },
  { source: 'unseen', flagged: 2, healthy: 98, by: null },
  { source: 'last', flagged: 0, healthy: 26, by: null },
  {
    ...{ source: 'noise', flagged: 16, healthy: 1000 },
    by: {
      ...{ 'not-learning': 3, overfitting: 4, climbing: 5, diverged: 4, spike: 1 },
      // These are notes as a rule, or have nothing to say of such runs, and said nothing.
      ...{ 'non-finite': 0, 'masked-nan': 0, oscillating: 0, flat: 0 },
    },
  },
  { source: 'untouched', flagged: 7, healthy: 206, by: { 'not-learning': 0, overfitting: 7 } },
]
