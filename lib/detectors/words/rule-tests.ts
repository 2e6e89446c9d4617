/** How each rule decides, and what it cannot see, in words. Numbers that can be set are named by their thresholds. */

export type RuleTest = {
  /** One or two sentences. */
  test: string
  /** What it misses by its nature. */
  blind: string
}

export const ruleTests: Readonly<Record<string, RuleTest>> = {
  'non-finite': {
    test: 'The value is NaN, ∞ or −∞. It is over once finite values have come running: as many as the threshold says, and twice as many as ever came between two that were not.',
    blind: 'What a trainer hides: a NaN that is printed as 0, left out of a mean, or not logged at all.',
  },
  'masked-nan': {
    test: 'Several values running are exactly 0, though those before stood at 5 % of the start or more, too high to be rounded to 0; or the series begins with zeros. Beside a gradient norm that is not finite, zeros are critical wherever they come from.',
    blind:
      'A NaN that is printed as another number, and zeros of a loss that was nearly 0 before. Zeros of one side of a game, or beside rewards, are not judged.',
  },
  diverged: {
    test: 'Single values stand far above the start, in units of the progress so far, half of the start or twelve times the noise, whichever is most. Or bin after bin stands 15 % above the start, of which four are enough where the loss left it in one step; or has lost all progress; or creeps away from the best for half of the run. Where the value of a guess is known, two values a hundred times as high are enough. It is over once half of the progress is won back.',
    blind:
      'A rise that ends below the start, which Climbing tells, and a log that begins after the trouble. A loss that has learned nothing and stands up to half above its start may be on the hump of a warm-up: without a plan it is given 5,000 values or 100,000 steps. While a logged rate still rises, only a loss that had fallen to half of its start is told of. Of a loss below zero, within the first 20 values, only a steep and steady rise is seen.',
  },
  overfitting: {
    test: 'The median of three evaluations rises above the best one, beyond its noise, while the training loss has fallen below what it was then, and falls over the whole run. From twenty evaluations on, means over up to 24 bins are compared, by the noise of all values. Either must rise along a line as noise hardly ever does, whether or not its neighbours are alike; a line that noise follows once in 20,000 times is enough by itself. Four evaluations running that rise to 5 % above the best, while training falls each time, are enough too. Where training has itself lost a tenth of its progress, that is no overfitting.',
    blind:
      'Runs without a training loss of the same name, validation that is poor from the first value on, and a rise that hides in the noise of the evaluations.',
  },
  'not-learning': {
    test: 'Once a run has had time to fall, its loss is near its start, and the halves of its last window differ by less than 1 %, as far as noise lets that be told; or ten bins running stand at the value of a guess, or above it with the accuracy of one. It is a note until 5,000 values or 100,000 steps, a fifth of the plan, or the patience are over, or the run has finished.',
    blind:
      'Before that time it says little, since healthy runs begin slowly too. A slow fall that noise hides looks like none: a run of 100,000 values may be said to stand in its first few thousand.',
  },
  climbing: {
    test: 'After progress of 15 % of the start, a share of it is lost again for 3 % of the run, by four times the noise and by half as much again as noise whose neighbours are alike may wander. A tenth is enough where the loss stands at twice its best. In a plot of many bins an eighth of that share is enough where means, or means and a line, leave no doubt.',
    blind:
      'Less than that share, a rise within the first eight values, and a rise just after the learning rate was raised; where the rate comes down again, until a tenth of it is left. Where no rate is logged, a rise that came at once is given three tenths of the run to fall again. Validation that rises beside training that does well is left to Overfitting.',
  },
  'behind-siblings': {
    test: 'At the same share of the way, bin after bin lies above what those runs, its siblings, had reached: by three times what they differ by, a fifth of what they had gained and four times the noise, for an eighth of the way. Where neither a plan nor epochs say how long a run will be, it is a note until the run is as long as the longest sibling.',
    blind:
      'Projects with fewer than two siblings, siblings that differ much among themselves, and runs whose lengths cannot be compared until the longest sibling is reached.',
  },
  negative: {
    test: 'A value lies below the lower bound of the loss that the run names, by more than rounding.',
    blind:
      'Losses that the run does not name, parts of a loss, and sides of a game: their bounds are not known.',
  },
  'broken-gradient': {
    test: 'Several values running are NaN: that is critical, even beside a loss that looks fine. Three times as many infinite ones are a warning; fewer are a note, since a loss scaler makes them.',
    blind:
      'Runs that log no gradient norm. Of several norms, one for each layer, all but the first are watched by Metric not a number.',
  },
  'exploding-gradient': {
    test: 'The norm is many times the median of the 15 values before it, and larger than at its start.',
    blind: 'The first ten values, what clipping hides, and a norm that grows slowly.',
  },
  'dead-gradient': {
    test: 'The norm is 0, or a ten-millionth of its start, for several values running.',
    blind: 'A part of the model without a gradient, as long as another part has one.',
  },
  spike: {
    test: 'A value stands above the median of its neighbours by both thresholds, by a tenth of the progress, and by three times the jumps before it; in a long series also by twice the highest jump in the last half of the run or more. A run that ends on a spike above its start has a warning.',
    blind:
      'The first nine values, whose noise is not known yet, jumps that are usual in the series, and losses of games and policies.',
  },
  oscillating: {
    test: 'Of the last 20 bins many turn, up then down, and seven of ten steps between them are wider than a share of the progress.',
    blind: 'Waves that take many values, and single batches where the run says how long its epochs are.',
  },
  flat: {
    test: 'For a share of the run no level was lower by 1 % and by three standard errors. It is a warning where the loss stands at the value of a guess or of a known mistake, where other runs got lower, or where the learning rate has been 0 for as long.',
    blind:
      'Whether a run has arrived or is stuck: the curve alone does not tell. Nothing is said before the 40th value of epochs, the 144th of steps, or the 500th step, nor where a trend hints at a fall.',
  },
  'broken-metric': {
    test: 'The value of any series other than a loss is NaN or infinite. It is a note; of a second gradient norm, and those after it, as serious as of the first.',
    blind: 'Scores that are wrong and finite. Beside a loss that is not finite itself it stays silent.',
  },
  stalled: {
    test: 'No value has come for half a minute, for ten times the usual pause, and for twice the second longest one.',
    blind: 'A program that goes on sending but has stopped training, and one that has sent only once.',
  },
  resumed: {
    test: 'The step of a loss lies before one that it had already; validation that only arrives late does not count.',
    blind: 'A run that goes on under another name, or exactly where it ended.',
  },
}
