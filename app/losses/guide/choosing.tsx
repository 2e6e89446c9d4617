import Link from 'next/link'
import { Copyable } from '../copyable.tsx'
import { LossLink } from './loss-link.tsx'

export function Choosing() {
  return (
    <>
      <p>
        The loss says what a mistake costs. Begin with the one that is the likelihood of your targets, and
        leave it only for a reason: a number calls for <LossLink id="mse" />, a count for{' '}
        <LossLink id="poisson-nll" />, a yes or no for <LossLink id="bce-with-logits" />, one of several
        classes for <LossLink id="cross-entropy" />, a mask for <LossLink id="bce-dice" />, embeddings for{' '}
        <LossLink id="triplet" />.
      </p>
      <p>
        Reasons to leave it are in the data. Outliers: <LossLink id="huber" /> or <LossLink id="mae" />.
        Several powers of ten: <LossLink id="msle" />. A bound instead of a middle: <LossLink id="quantile" />
        . Rare classes: weights, or <LossLink id="focal" />.{' '}
        <Link href="/losses/choose">Three questions, or your file</Link>, lead to one.
      </p>
      <p>Then try two, with everything else the same, and compare them on a metric:</p>
      <Copyable
        label="the two commands"
        text={[
          'npm run train -- --task flight-delays --loss mse --seed 1 --group losses',
          'npm run train -- --task flight-delays --loss huber --seed 1 --group losses',
        ].join('\n')}
      />
    </>
  )
}

export function LossAndMetric() {
  return (
    <>
      <p>
        A loss is there for the optimizer: it must have a slope everywhere and a gradient that helps. A metric
        is there for people: accuracy, F1, mean error in dollars. Accuracy has no slope, so no model can be
        trained on it; cross-entropy has one, and nobody wants it for its own sake.
      </p>
      <p>
        Two things follow. Values of different losses are not on one scale: 0.3 of MSE and 0.4 of MAE say
        nothing about which model is better. And a loss may rise while the metric still improves: late in
        training cross-entropy punishes the few samples that are surely wrong, while accuracy counts each
        once. Choose between losses by a metric that both runs log. <Link href="/compare">Compare</Link> does
        that by itself.
      </p>
    </>
  )
}

export function Balance() {
  return (
    <>
      <p>
        With 1 % positives, answering “no” is right 99 % of the time, and the mean loss hardly notices the
        rest. First look at another metric than accuracy: recall, F1, the loss of each class. Then, in this
        order:
      </p>
      <ol>
        <li>
          Weights by class, so that each counts the same in sum: <code>--class-weights balanced</code> for{' '}
          <LossLink id="cross-entropy" />, <code>posWeight</code> of negatives per positive for{' '}
          <LossLink id="bce-with-logits" />.
        </li>
        <li>
          <LossLink id="focal" /> or <LossLink id="sigmoid-focal" />, where easy samples are the trouble and
          not their number alone.
        </li>
        <li>
          An overlap loss for masks of small objects: <LossLink id="dice" />, or <LossLink id="tversky" />{' '}
          where misses are worse than false alarms.
        </li>
      </ol>
      <p>
        Weights move the probabilities: a model trained with them says “rare” more often than is true. Where
        probabilities are used as such, correct the prior afterwards, or train without weights and move the
        threshold instead.
      </p>
      <Copyable
        label="the command"
        text="npm run train -- --task penguins --loss cross-entropy --class-weights balanced"
      />
    </>
  )
}

export function ManyLabels() {
  return (
    <>
      <p>
        Where any number of labels may be true, each is a yes-or-no question: a linear output for each label,
        no softmax, and <LossLink id="bce-with-logits" /> or <LossLink id="multilabel-soft-margin" /> on a row
        of zeros and ones. Softmax and <LossLink id="cross-entropy" /> would make the labels compete, and two
        true labels could never both be sure. Where only their rank counts,{' '}
        <LossLink id="multilabel-margin" /> asks the true ones to lead the others, and leaves it to you where
        to cut.
      </p>
      <p>
        Most labels are absent most of the time, so <LossLink id="sigmoid-focal" /> is the next thing to try.
        Judge by F1 or by average precision for each label: the share of right answers is high for a model
        that says “no” to everything.
      </p>
      <Copyable label="the command" text="npm run train -- --task overlaid-digits --loss bce-with-logits" />
    </>
  )
}
