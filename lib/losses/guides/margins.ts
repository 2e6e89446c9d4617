/** Guides to the classification losses that ask for a margin. */
import { code, type LossGuide } from './guide.ts'

const scoreAndSign = 'predictions and targets of one shape; predictions any real score, targets −1 or 1.'

export const hinge: LossGuide = {
  summary: 'What is missing for the score to be on the right side by a margin; zero once it is.',
  shapes: scoreAndSign,
  useWhen: [
    'A support-vector classifier, or a decision where only the side counts.',
    'Samples that are safely right should not move the model any more.',
  ],
  sensitiveTo: [
    'Labels of 0 and 1: it needs −1 and 1.',
    'Outliers on the wrong side: the cost grows in a straight line, without limit.',
    'The scale of the scores: without weight decay the margin is met by making all scores larger.',
  ],
  mistake: {
    title: 'Labels 0 and 1',
    text: 'With a label of 0 the product is always 0: half of the data costs a constant margin and has no gradient. The model learns to say “yes”.',
    wrong: {
      pytorch: code`
        loss = (1 - y * x).clamp(min=0).mean()  # y in {0, 1}
      `,
      typescript: code`
        evaluate(lossOf('hinge'), {
          inputs: { predictions: tensorOf([2]) },
          targets: { targets: tensorOf([0]) },
        }).value // → refused
      `,
      keras: code`
        # Keras turns {0, 1} into {-1, 1} by itself; code of your own does not:
        loss = ops.mean(ops.maximum(1 - y * x, 0))
      `,
    },
    right: {
      pytorch: code`
        sign = 2 * y - 1
        loss = (1 - sign * x).clamp(min=0).mean()
      `,
      typescript: code`
        evaluate(lossOf('hinge'), {
          inputs: { predictions: tensorOf([2]) },
          targets: { targets: tensorOf([-1]) },
        }).value // → 3
      `,
      keras: code`
        loss = keras.losses.Hinge()(2 * y - 1, x)
      `,
    },
  },
  relatives: [
    { id: 'squared-hinge', difference: 'squares what is missing: smooth at the margin, harder on outliers.' },
    { id: 'soft-margin', difference: 'never quite stops: a smooth version without a kink.' },
    { id: 'multi-margin', difference: 'is the same for several classes.' },
    { id: 'bce-with-logits', difference: 'gives probabilities, which a margin does not.' },
  ],
  sources: ['Cortes and Vapnik, Support-Vector Networks, 1995'],
}

export const squaredHinge: LossGuide = {
  summary: 'The square of what is missing for the score to be on the right side by a margin.',
  shapes: scoreAndSign,
  useWhen: [
    'As hinge, where the gradient should fade on the way to the margin instead of stopping dead.',
    'Gross mistakes should cost more than in proportion.',
  ],
  sensitiveTo: [
    'Wrong labels: far on the wrong side the cost grows with the square.',
    'Labels of 0 and 1: it needs −1 and 1.',
  ],
  mistake: {
    title: 'A sigmoid at the end of the model',
    text: 'Scores between 0 and 1 never reach −1: a negative sample costs at least margin² = 1, however sure the model is. The loss levels off at the share of the negatives.',
    wrong: {
      pytorch: code`
        x = torch.sigmoid(model(inputs))
        loss = ((1 - y * x).clamp(min=0) ** 2).mean()
      `,
      typescript: code`
        evaluate(lossOf('squared-hinge'), {
          inputs: { predictions: tensorOf([0]) }, // the surest “no” that a sigmoid can give
          targets: { targets: tensorOf([-1]) },
        }).value // → 1
      `,
      keras: code`
        model.add(keras.layers.Dense(1, activation="sigmoid"))
        model.compile(optimizer="adam", loss="squared_hinge")
      `,
    },
    right: {
      pytorch: code`
        x = model(inputs)
        loss = ((1 - y * x).clamp(min=0) ** 2).mean()
      `,
      typescript: code`
        evaluate(lossOf('squared-hinge'), {
          inputs: { predictions: tensorOf([-1.2]) },
          targets: { targets: tensorOf([-1]) },
        }).value // → 0
      `,
      keras: code`
        model.add(keras.layers.Dense(1))  # or activation="tanh"
        model.compile(optimizer="adam", loss="squared_hinge")
      `,
    },
  },
  relatives: [
    { id: 'hinge', difference: 'grows in a straight line and has a kink at the margin.' },
    { id: 'soft-margin', difference: 'is smooth too, but grows in a straight line.' },
  ],
  tellingValues: [
    {
      value: 1,
      origin: 'margin² at a score of 0',
      meaning:
        'Every score is 0: nothing has been learnt yet, or a sigmoid keeps the scores of the negatives at 0.',
    },
  ],
}

export const softMargin: LossGuide = {
  summary:
    'log(1 + exp(−label · score)): the smooth version of hinge, and logistic regression in other clothes.',
  shapes: scoreAndSign,
  useWhen: [
    'Labels are −1 and 1 and you want a smooth loss.',
    'You would use BCE with logits, but the labels are signs.',
  ],
  sensitiveTo: [
    'Labels of 0 and 1: a label of 0 costs ln 2 whatever the score.',
    'Overflow in careless code: exp of a score of 1,000. PyTorch’s own gives Infinity there; the mathematics does not.',
  ],
  mistake: {
    title: 'Labels 0 and 1',
    text: 'A label of 0 makes the loss ln 2 = 0.6931 with no gradient. A run whose loss never leaves the neighbourhood of 0.69 times the share of the negatives has this.',
    wrong: {
      pytorch: code`
        loss = F.soft_margin_loss(x, y)  # y in {0, 1}
      `,
      typescript: code`
        evaluate(lossOf('soft-margin'), {
          inputs: { predictions: tensorOf([-4]) },
          targets: { targets: tensorOf([0]) },
        }).value // → refused
      `,
      keras: code`
        loss = ops.mean(ops.softplus(-y * x))  # y in {0, 1}
      `,
    },
    right: {
      pytorch: code`
        loss = F.soft_margin_loss(x, 2 * y - 1)
      `,
      typescript: code`
        evaluate(lossOf('soft-margin'), {
          inputs: { predictions: tensorOf([-4]) },
          targets: { targets: tensorOf([-1]) },
        }).value // → 0.0181
      `,
      keras: code`
        loss = ops.mean(ops.softplus(-(2 * y - 1) * x))
      `,
    },
  },
  relatives: [
    { id: 'bce-with-logits', difference: 'is the same number with labels 0 and 1.' },
    { id: 'hinge', difference: 'stops at the margin; this goes on asking for a little more.' },
  ],
}

export const multiMargin: LossGuide = {
  summary:
    'How far the other classes come within a margin of the right one, summed and divided by the number of classes.',
  shapes:
    'predictions [n, C], one row of scores per sample; targets [n], whole numbers from 0 to C − 1. Or [n, C, d] against [n, d], or [C] against one class.',
  useWhen: [
    'Only the ranking of the classes counts, not their probabilities.',
    'A support-vector classifier of several classes.',
  ],
  sensitiveTo: [
    'The scale of the scores: it must be free to grow past the margin. Regularise the weights, not the scores.',
    'The number of classes, by which it divides: values of tasks with different C are not comparable.',
  ],
  mistake: {
    title: 'A softmax before it',
    text: 'Probabilities differ by at most 1, so the margin of 1 is met only by a probability of exactly 1. A model that is right with 0.9 is still pushed, through a softmax that hardly has a gradient there.',
    wrong: {
      pytorch: code`
        loss = F.multi_margin_loss(torch.softmax(scores, dim=-1), y)
      `,
      typescript: code`
        evaluate(lossOf('multi-margin'), {
          inputs: { predictions: tensorOf([[0.9, 0.05, 0.05]]) },
          targets: { targets: tensorOf([0]) },
        }).value // → 0.1
      `,
      keras: code`
        p = ops.softmax(scores)
        loss = keras.losses.CategoricalHinge()(one_hot, p)
      `,
    },
    right: {
      pytorch: code`
        loss = F.multi_margin_loss(scores, y)
      `,
      typescript: code`
        evaluate(lossOf('multi-margin'), {
          inputs: { predictions: tensorOf([[3, 0.1, 0.1]]) }, // the same softmax, 0.9
          targets: { targets: tensorOf([0]) },
        }).value // → 0
      `,
      keras: code`
        loss = keras.losses.CategoricalHinge()(one_hot, scores)  # the nearest rival only
      `,
    },
  },
  relatives: [
    { id: 'cross-entropy', difference: 'never stops and gives probabilities.' },
    { id: 'hinge', difference: 'is the case of two classes with one score.' },
    { id: 'margin-ranking', difference: 'asks for a margin between two items instead of two classes.' },
  ],
  sources: ['Weston and Watkins, Support Vector Machines for Multi-Class Pattern Recognition, 1999'],
}
