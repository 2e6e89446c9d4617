/** Guides to the losses of a mask that look at overlap. */
import { code, type LossGuide } from './guide.ts'

const logitsAndMask =
  'predictions (logits) and targets (0 or 1) of one shape: one entry per pixel, any number of axes. All pixels of the batch go into one number.'

export const dice: LossGuide = {
  summary: 'One minus the Dice score: twice the overlap over the sizes of both masks together.',
  shapes: logitsAndMask,
  useWhen: [
    'The object covers a small part of the image, so that pixel by pixel “nothing there” is nearly right.',
    'The result is judged by Dice or F1.',
  ],
  sensitiveTo: [
    'Empty masks: without any object only smooth decides. With smooth = 1 an empty prediction costs 0.',
    'Small batches: the number is one for the whole batch, and its gradient is noisy.',
    'The first steps, where nothing overlaps and the gradient is weak: add BCE (bce-dice).',
  ],
  mistake: {
    title: 'Rounding the prediction to 0 and 1 first',
    text: 'A threshold has no slope: every gradient is 0 and nothing is learnt, though the loss shows a sensible number. Train on the probabilities, round for the metric.',
    wrong: {
      pytorch: code`
        hard = (torch.sigmoid(logits) > 0.5).float()
        loss = 1 - (2 * (hard * y).sum() + 1) / (hard.sum() + y.sum() + 1)
        loss.backward()  # RuntimeError: does not require grad
      `,
      typescript: code`
        const hard = [0.3, -0.2].map((logit) => (logit > 0 ? 1e4 : -1e4)) // sigmoid: exactly 1 and 0
        evaluate(lossOf('dice'), {
          inputs: { predictions: tensorOf(hard) },
          targets: { targets: tensorOf([0, 1]) },
        }).gradients.predictions[0] // → 0
      `,
      keras: code`
        hard = ops.cast(ops.sigmoid(logits) > 0.5, "float32")
        loss = keras.losses.Dice()(y, hard)
      `,
    },
    right: {
      pytorch: code`
        p = torch.sigmoid(logits)
        loss = 1 - (2 * (p * y).sum() + 1) / (p.sum() + y.sum() + 1)
      `,
      typescript: code`
        evaluate(lossOf('dice'), {
          inputs: { predictions: tensorOf([0.3, -0.2]) },
          targets: { targets: tensorOf([0, 1]) },
        }).gradients.predictions[0] > 0 // → true
      `,
      keras: code`
        loss = keras.losses.Dice()(y, ops.sigmoid(logits))
      `,
    },
  },
  relatives: [
    { id: 'iou', difference: 'counts the overlap once: stricter, and always at least as large.' },
    {
      id: 'tversky',
      difference: 'weighs misses and false alarms apart; at ½ and ½ it is this (up to smooth).',
    },
    { id: 'bce-dice', difference: 'adds a loss pixel by pixel, which has a gradient from the first step.' },
    { id: 'bce-with-logits', difference: 'judges each pixel by itself.' },
  ],
  sources: ['Milletari and others, V-Net, 2016'],
}

export const iou: LossGuide = {
  summary: 'One minus intersection over union (Jaccard) of the two masks.',
  shapes: logitsAndMask,
  useWhen: ['The result is judged by IoU.', 'As Dice, where poor overlaps should cost a little more.'],
  sensitiveTo: [
    'Empty masks and small batches, as Dice.',
    'Thin and small objects: a border off by one pixel halves the score.',
  ],
  mistake: {
    title: 'A union that counts the overlap twice',
    text: 'The union is both sizes less the overlap. Without that, a perfect mask scores one half: the loss has a floor at 0.5 that looks like a plateau.',
    wrong: {
      pytorch: code`
        union = p.sum() + y.sum()
        loss = 1 - (p * y).sum() / union  # 0.5 for a perfect mask
      `,
      typescript: code`
        const [overlap, predicted, wanted] = [4, 4, 4]
        1 - overlap / (predicted + wanted) // → 0.5
      `,
      keras: code`
        union = ops.sum(p) + ops.sum(y)
        loss = 1 - ops.sum(p * y) / union
      `,
    },
    right: {
      pytorch: code`
        overlap = (p * y).sum()
        loss = 1 - (overlap + 1) / (p.sum() + y.sum() - overlap + 1)
      `,
      typescript: code`
        evaluate(lossOf('iou'), {
          inputs: { predictions: tensorOf([20, 20, 20, 20, -20]) },
          targets: { targets: tensorOf([1, 1, 1, 1, 0]) },
        }).value < 1e-6 // → true
      `,
      keras: code`
        overlap = ops.sum(p * y)
        loss = 1 - (overlap + 1) / (ops.sum(p) + ops.sum(y) - overlap + 1)
      `,
    },
  },
  relatives: [
    { id: 'dice', difference: 'counts the overlap twice: milder, and the same order of masks.' },
    { id: 'tversky', difference: 'is this at alpha = beta = 1.' },
  ],
  tellingValues: [
    {
      value: 0.5,
      origin: '1 − ½',
      meaning: 'The union counts the overlap twice: a perfect mask cannot get below this.',
    },
  ],
  sources: ['Rahman and Wang, Optimizing Intersection-Over-Union in Deep Neural Networks, 2016'],
}

export const bceDice: LossGuide = {
  summary:
    'Part binary cross-entropy for each pixel, part Dice for the shape: alpha of the first, 1 − alpha of the second.',
  shapes: `${logitsAndMask}`,
  useWhen: [
    'The usual first choice for masks: a steady gradient from each pixel and an eye on small objects.',
  ],
  sensitiveTo: [
    'alpha: the two parts have different scales, BCE without an upper limit and Dice up to 1.',
    'Imbalance in the BCE part: with tiny objects put more on Dice.',
  ],
  mistake: {
    title: 'One sigmoid too many for one of the parts',
    text: 'BCE with logits and Dice both want logits here, and each takes the sigmoid itself. Probabilities passed to both squeeze everything to between 0.5 and 0.73: the loss starts well and stays high.',
    wrong: {
      pytorch: code`
        p = torch.sigmoid(logits)
        loss = 0.5 * F.binary_cross_entropy_with_logits(p, y) + 0.5 * dice_loss(p, y)
      `,
      typescript: code`
        evaluate(lossOf('bce-dice'), {
          inputs: { predictions: tensorOf([1, 1, 0, 0, 0, 0]) }, // perfect probabilities
          targets: { targets: tensorOf([1, 1, 0, 0, 0, 0]) },
        }).value > 0.4 // → true
      `,
      keras: code`
        p = ops.sigmoid(logits)
        bce = keras.losses.BinaryCrossentropy(from_logits=True)(y, p)
        loss = 0.5 * bce + 0.5 * keras.losses.Dice()(y, p)
      `,
    },
    right: {
      pytorch: code`
        bce = F.binary_cross_entropy_with_logits(logits, y)
        loss = 0.5 * bce + 0.5 * dice_loss(torch.sigmoid(logits), y)
      `,
      typescript: code`
        evaluate(lossOf('bce-dice'), {
          inputs: { predictions: tensorOf([12, 12, -12, -12, -12, -12]) },
          targets: { targets: tensorOf([1, 1, 0, 0, 0, 0]) },
        }).value < 0.0001 // → true
      `,
      keras: code`
        bce = keras.losses.BinaryCrossentropy(from_logits=True)(y, logits)
        loss = 0.5 * bce + 0.5 * keras.losses.Dice()(y, ops.sigmoid(logits))
      `,
    },
  },
  relatives: [
    { id: 'dice', difference: 'is this at alpha = 0.' },
    { id: 'bce-with-logits', difference: 'is this at alpha = 1.' },
    { id: 'combined', difference: 'mixes any losses that take the same inputs.' },
  ],
}
