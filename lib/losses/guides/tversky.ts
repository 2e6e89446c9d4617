/** Guides to the overlap losses that weigh misses and false alarms apart. */
import { code, type LossGuide } from './guide.ts'

const logitsAndMask =
  'predictions (logits) and targets (0 or 1) of one shape: one entry per pixel. All pixels of the batch go into one number.'

export const tversky: LossGuide = {
  summary: 'Overlap with a price for each kind of error: alpha for false alarms, beta for misses.',
  shapes: logitsAndMask,
  useWhen: [
    'Missing a piece of the object is worse than marking too much (lesions: beta above alpha), or the other way round.',
    'Dice finds too little of small objects.',
  ],
  sensitiveTo: [
    'alpha and beta: 0.3 and 0.7 favour finding everything. They need not add up to 1.',
    'Empty masks and small batches, as Dice.',
  ],
  mistake: {
    title: 'alpha and beta exchanged',
    text: 'Papers swap the letters. Here, as in Salehi 2017, alpha weighs false positives and beta false negatives. Exchanged, the model is rewarded for what you wanted to avoid.',
    wrong: {
      pytorch: code`
        # meant to punish misses
        score = (tp + 1) / (tp + 0.7 * fp + 0.3 * fn + 1)
      `,
      typescript: code`
        // nine of ten pixels of the object are missed
        const batch = {
          inputs: { predictions: tensorOf([30, ...Array(9).fill(-30)]) },
          targets: { targets: tensorOf(Array(10).fill(1)) },
        }
        const params = { alpha: 0.7, beta: 0.3, smooth: 1 }
        evaluate(lossOf('tversky'), batch, { params }).value // → 0.5745
      `,
      keras: code`
        loss = keras.losses.Tversky(alpha=0.7, beta=0.3)  # alpha: false positives
      `,
    },
    right: {
      pytorch: code`
        score = (tp + 1) / (tp + 0.3 * fp + 0.7 * fn + 1)
        loss = 1 - score
      `,
      typescript: code`
        const batch = {
          inputs: { predictions: tensorOf([30, ...Array(9).fill(-30)]) },
          targets: { targets: tensorOf(Array(10).fill(1)) },
        }
        const params = { alpha: 0.3, beta: 0.7, smooth: 1 }
        evaluate(lossOf('tversky'), batch, { params }).value // → 0.759
      `,
      keras: code`
        loss = keras.losses.Tversky(alpha=0.3, beta=0.7)
      `,
    },
  },
  relatives: [
    { id: 'dice', difference: 'is this at alpha = beta = ½: both errors alike.' },
    { id: 'iou', difference: 'is this at alpha = beta = 1.' },
    { id: 'focal-tversky', difference: 'bends it by a power, to look harder at poor overlaps.' },
  ],
  sources: ['Salehi and others, Tversky loss function for image segmentation, 2017'],
}

export const focalTversky: LossGuide = {
  summary: 'The Tversky loss to the power of gamma.',
  shapes: logitsAndMask,
  useWhen: [
    'Small structures: an exponent below 1 keeps the slope steep when the overlap is already good.',
    'Tversky stalls before the last, thin parts are found.',
  ],
  sensitiveTo: [
    'gamma: below 1 the gradient grows without limit as the loss nears 0; above 1 it fades there.',
    'Everything that Tversky is sensitive to.',
  ],
  mistake: {
    title: 'gamma for its reciprocal',
    text: 'The paper writes the exponent as 1/gamma with gamma = 4/3. Here gamma is the exponent itself, 0.75. With 4/3 as the exponent the loss does the opposite: it relaxes where overlap is good.',
    wrong: {
      pytorch: code`
        loss = (1 - score) ** (4 / 3)
      `,
      typescript: code`
        0.1 ** (4 / 3) // → 0.0464
      `,
      keras: code`
        loss = keras.losses.Tversky(alpha=0.3, beta=0.7)(y, p) ** (4 / 3)
      `,
    },
    right: {
      pytorch: code`
        loss = (1 - score) ** 0.75  # = 1 / (4 / 3)
      `,
      typescript: code`
        0.1 ** 0.75 // → 0.1778
      `,
      keras: code`
        loss = keras.losses.Tversky(alpha=0.3, beta=0.7)(y, p) ** 0.75
      `,
    },
  },
  relatives: [
    { id: 'tversky', difference: 'is this at gamma = 1.' },
    { id: 'sigmoid-focal', difference: 'focuses pixel by pixel instead of on the overlap.' },
  ],
  sources: ['Abraham and Khan, A Novel Focal Tversky Loss Function, 2018'],
}
