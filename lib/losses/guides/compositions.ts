/** Guides to the losses made of others. */
import { code, type LossGuide } from './guide.ts'

export const detection: LossGuide = {
  summary: 'Where and what: smooth L1 over the four numbers of a box, and a cross-entropy for its class.',
  shapes:
    'boxes [n, 4] and logits [n, C]; targets: boxes [n, 4] and classes [n]. The four numbers are compared as they are, whatever they mean.',
  useWhen: ['Boxes already matched to objects: the head of a detector, or one object per image.'],
  sensitiveTo: [
    'The unit of the boxes: in pixels the box part is hundreds, in shares of the image hundredths.',
    'alpha, which weighs one part against the other. Look at both parts, not at the sum alone.',
    'Background: boxes without an object should count for the class only.',
  ],
  mistake: {
    title: 'Boxes in pixels',
    text: 'An error of 40 pixels outweighs a wholly wrong class by far, so the class is not learnt. Divide by the size of the image, or encode the box relative to its anchor.',
    wrong: {
      pytorch: code`
        loss = 0.5 * F.smooth_l1_loss(boxes_px, y_px) + 0.5 * F.cross_entropy(logits, classes)
      `,
      typescript: code`
        evaluate(lossOf('detection'), {
          inputs: { boxes: tensorOf([[100, 80, 60, 40]]), logits: tensorOf([[0, 3]]) },
          targets: { boxes: tensorOf([[140, 120, 100, 80]]), classes: tensorOf([0]) },
        }).value // → 21.2743
      `,
      keras: code`
        box = keras.losses.Huber()(y_px, boxes_px)
        loss = 0.5 * box + 0.5 * cross_entropy(classes, logits)
      `,
    },
    right: {
      pytorch: code`
        size = torch.tensor([width, height, width, height])
        box = F.smooth_l1_loss(boxes_px / size, y_px / size, beta=0.1)
        loss = 0.5 * box + 0.5 * F.cross_entropy(logits, classes)
      `,
      typescript: code`
        const share = (box: number[]) => tensorOf([box.map((pixels) => pixels / 640)])
        evaluate(lossOf('detection'), {
          inputs: { boxes: share([100, 80, 60, 40]), logits: tensorOf([[0, 3]]) },
          targets: { boxes: share([140, 120, 100, 80]), classes: tensorOf([0]) },
        }).value // → 1.5253
      `,
      keras: code`
        box = keras.losses.Huber(delta=0.1)(y_px / size, boxes_px / size) / 0.1
        loss = 0.5 * box + 0.5 * cross_entropy(classes, logits)
      `,
    },
  },
  relatives: [
    { id: 'smooth-l1', difference: 'is the box half.' },
    { id: 'cross-entropy', difference: 'is the class half.' },
    { id: 'sigmoid-focal', difference: 'is the class half of detectors with very many anchors.' },
  ],
  sources: ['Girshick, Fast R-CNN, 2015'],
}

export const combined: LossGuide = {
  summary: 'A weighted sum of losses; without terms of its own, alpha of MSE and 1 − alpha of MAE.',
  shapes:
    'As its terms: all take the same predictions and targets. Each term is reduced by itself, then weighted and added.',
  useWhen: [
    'Two aims at once: accuracy and a penalty, a pixel loss and a shape loss.',
    'A mixture is asked for on the command line: --loss "0.7*mse + 0.3*mae".',
  ],
  sensitiveTo: [
    'The scales of the terms: equal weights do not mean equal say. Look at each term’s gradient.',
    'Terms that fall at different speeds: the mixture changes its mind during training.',
    'Runs with other weights: their values are not comparable. Compare a metric.',
  ],
  mistake: {
    title: 'Equal weights for unequal scales',
    text: 'At a residual of 10, MSE is 100 and MAE 10: “half and half” is 91 % MSE. Scale each term by what it is at the start, or by hand, before weighing them.',
    wrong: {
      pytorch: code`
        loss = 0.5 * F.mse_loss(x, y) + 0.5 * F.l1_loss(x, y)
      `,
      typescript: code`
        const batch = { inputs: { predictions: tensorOf([10]) }, targets: { targets: tensorOf([0]) } }
        const share = (0.5 * evaluate(lossOf('mse'), batch).value) / evaluate(lossOf('combined'), batch).value
        share // → 0.9091
      `,
      keras: code`
        loss = 0.5 * keras.losses.MeanSquaredError()(y, x) + 0.5 * keras.losses.MeanAbsoluteError()(y, x)
      `,
    },
    right: {
      pytorch: code`
        # each term relative to predicting a constant
        loss = 0.5 * F.mse_loss(x, y) / y.var() + 0.5 * F.l1_loss(x, y) / (y - y.median()).abs().mean()
      `,
      typescript: code`
        const batch = { inputs: { predictions: tensorOf([10]) }, targets: { targets: tensorOf([0]) } }
        const alpha = 1 / (1 + 10) // weights in proportion to 1 / variance and 1 / mean deviation of the data
        const whole = evaluate(lossOf('combined'), batch, { params: { alpha, terms: null } }).value
        ;(alpha * evaluate(lossOf('mse'), batch).value) / whole // → 0.5
      `,
      keras: code`
        mse = keras.losses.MeanSquaredError()(y, x) / ops.var(y)
        mae = keras.losses.MeanAbsoluteError()(y, x) / ops.mean(ops.abs(y - ops.median(y)))
        loss = 0.5 * mse + 0.5 * mae
      `,
    },
  },
  relatives: [
    { id: 'mse', difference: 'is this at alpha = 1.' },
    { id: 'mae', difference: 'is this at alpha = 0.' },
    {
      id: 'huber',
      difference: 'goes from square to line along the residual instead of mixing both everywhere.',
    },
    { id: 'bce-dice', difference: 'is the usual mixture for masks.' },
    { id: 'detection', difference: 'is the usual mixture for boxes with classes.' },
  ],
}
