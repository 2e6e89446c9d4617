import { Copyable } from '../copyable.tsx'
import { customExample } from './custom-example.ts'
import { LossLink } from './loss-link.tsx'

export function Weighted() {
  return (
    <>
      <p>
        A weight says how many samples a sample stands for. It belongs to the loss of each sample, before the
        mean: <code>(weights * loss_per_sample).mean()</code>. After the mean it is only another learning
        rate.
      </p>
      <p>
        Three kinds: weights by class (<LossLink id="cross-entropy" />, <LossLink id="nll" />
        ), by output or element (<LossLink id="weighted-mse" />, <LossLink id="bce" />
        ), which line up from the last axis, and by sample, which every loss here takes beside the batch. With
        weights by class the mean of cross-entropy divides by the sum of the weights that were met; with
        weights by sample by the number of samples. Doubling all weights changes nothing in the first case and
        doubles the gradient in the second. <LossLink id="weighted-mse" /> does either. The page of each loss
        says what its mean divides by, and where Keras and TensorFlow divide by something else.
      </p>
    </>
  )
}

export function Combined() {
  return (
    <>
      <p>
        A sum of losses pursues two aims. Its weights are part of the model: runs with other weights are not
        comparable by their loss. Log the parts beside the sum, and look at how large each gradient is;{' '}
        <LossLink id="combined" /> shows why equal weights do not mean an equal say.{' '}
        <LossLink id="bce-dice" /> and <LossLink id="detection" /> are sums that have a name.
      </p>
      <Copyable
        label="the command"
        text={'npm run train -- --task car-mileage --loss "0.7*mse + 0.3*huber(delta=2)"'}
      />
    </>
  )
}

export function Custom() {
  return (
    <>
      <p>
        A TypeScript or JavaScript file that exports a function of one prediction and one target is a loss.
        Give its gradient too, or it is taken by central differences, which is slower. Before training it is
        tried on a batch: its value must be finite, its gradient must be that of its value, and it must keep
        the lower bound that it declares. What is wrong is said with the file and the line.
      </p>
      <Copyable label="the file" text={customExample.trimEnd()} />
      <Copyable label="the command" text="npm run train -- --task car-mileage --loss ./my-loss.ts" />
      <p>
        Write it so that it stays finite: no logarithm of what may be 0, no exponential of what may be 1,000,
        no root at 0, where the slope is infinite. Average over samples last, in one place. And look at its
        curve and its slope before training with it: most bugs are visible.
      </p>
    </>
  )
}
