/** What each rule looks for, in words. */
import type { Severity } from '../../run.ts'

export type RuleWords = {
  title: string
  /** How loud it is as a rule. */
  severity: Severity
  looksFor: string
}

export const ruleWords: Readonly<Record<string, RuleWords>> = {
  'non-finite': {
    title: 'Not a number, or infinite',
    severity: 'critical',
    looksFor: 'A loss that is NaN or infinite. One such value is enough.',
  },
  'masked-nan': {
    title: 'Suspicious zeros',
    severity: 'warning',
    looksFor:
      'A loss that is suddenly exactly 0, from high above. Some trainers print 0 where the loss is NaN. Critical when the gradient norm is not finite either.',
  },
  diverged: {
    title: 'Diverged',
    severity: 'critical',
    looksFor:
      'A loss that is far above its start, or has lost all that it had gained, and stays up. The higher it is, the fewer values it takes.',
  },
  overfitting: {
    title: 'Overfitting',
    severity: 'warning',
    looksFor: 'A validation loss that rises from its best while the training loss goes on falling.',
  },
  'not-learning': {
    title: 'Not learning',
    severity: 'warning',
    looksFor:
      'A loss that stands near its start for a long time, or where a model stands that only guesses. A note for as long as a slow start would look the same. Over as soon as it falls.',
  },
  climbing: {
    title: 'Climbing',
    severity: 'warning',
    looksFor: 'A loss that has lost a good part of what it had gained, and does not come back at once.',
  },
  negative: {
    title: 'Below its lowest value',
    severity: 'warning',
    looksFor: 'A loss below the lowest value that its formula can give, for losses that Lossglass knows.',
  },
  'broken-gradient': {
    title: 'Gradient not a number',
    severity: 'critical',
    looksFor:
      'A gradient norm that is NaN again and again, for runs that log one. A few such values, or infinite ones, are only a note.',
  },
  'exploding-gradient': {
    title: 'Gradient exploded',
    severity: 'warning',
    looksFor: 'A gradient norm far above its usual value, for runs that log one.',
  },
  'dead-gradient': {
    title: 'No gradient',
    severity: 'warning',
    looksFor: 'A gradient norm that is zero or next to nothing, for runs that log one.',
  },
  spike: {
    title: 'Spike',
    severity: 'info',
    looksFor:
      'A loss that jumps far above its neighbours. One is only worth a note; many, or one that does not come back, are a warning. Among single batches, after three spikes, only one higher than all before is told of.',
  },
  oscillating: {
    title: 'Going up and down',
    severity: 'info',
    looksFor:
      'A loss that goes up and down in wide swings while it gains little. Not looked for in single batches where the run says how long its epochs are.',
  },
  flat: {
    title: 'No better',
    severity: 'info',
    looksFor:
      'A loss that has not improved for a long time. A note; a warning where something tells that it is stuck and has not simply arrived.',
  },
  'behind-siblings': {
    title: 'Behind other runs',
    severity: 'warning',
    looksFor:
      'A loss that stays clearly above what most other runs of its project with the same loss had reached by then, even where it falls. A note beside two of them, a warning beside three or more. The more they differ, the further above them it must stay.',
  },
  'broken-metric': {
    title: 'Metric not a number',
    severity: 'info',
    looksFor: 'A series other than a loss that is NaN or infinite. Only a note. Nothing can be set here.',
  },
  stalled: {
    title: 'Silent',
    severity: 'warning',
    looksFor:
      'A live run whose values stop coming for half a minute and for ten times its usual pause. Nothing can be set here.',
  },
  resumed: {
    title: 'Resumed',
    severity: 'info',
    looksFor:
      'A loss whose steps go back, as they do when a run goes on from an earlier checkpoint. No trouble, only a mark on the time line. Nothing can be set here.',
  },
}
