/**
 * Losses of embeddings and orders in other libraries. Measured by calling each library on the sample; versions are in
 * libraries.ts.
 */
import { type LossDialects, row } from '../dialect.ts'

export const cosineEmbedding: LossDialects = {
  yardstick: 'PyTorch',
  value: 0.04,
  sample: { inputs: { output1: [[3, 4]], output2: [[4, 3]] }, targets: { targets: [1] } },
  rows: [
    row('torch', 'F.cosine_embedding_loss(input1, input2, target=1)', 'mean', 0.04, {
      words: '1 less the cosine.',
      also: ['nn.CosineEmbeddingLoss'],
    }),
    row('tensorflow.js', "model.compile({loss: 'cosineProximity'})", 'mean', -0.96000004, {
      factor: null,
      words: 'The cosine with a minus, from -1 to 1: that of PyTorch less 1.',
    }),
    row('tensorflow.js', 'tf.losses.cosineDistance(labels, predictions, axis)', 'nonzero-weights', -23, {
      factor: null,
      words: '1 less the plain product: nothing is normalised, so that lengths count.',
    }),
    row('burn', 'CosineEmbeddingLossConfig(margin=0)', 'mean', 0.03999996),
    row('keras', 'CosineSimilarity()', 'mean', -0.96000004, {
      factor: null,
      words: 'The cosine with a minus, from -1 to 1: that of PyTorch less 1.',
    }),
    row('mxnet', 'CosineEmbeddingLoss(margin=0)', 'per-sample', 0.040000021),
    row('nd4j', 'LossCosineProximity', 'sum-of-outputs', -0.96, {
      factor: null,
      words: 'The cosine with a minus, from -1 to 1: that of PyTorch less 1.',
    }),
    row('optax', 'cosine_distance(predictions, targets, epsilon=0.0)', 'none', 0.04, {
      words: 'A vector of zeros gives NaN, and so does its gradient.',
    }),
    row('paddle', 'F.cosine_embedding_loss(input1, input2, label)', 'mean', 0.04),
  ],
}

export const contrastive: LossDialects = {
  yardstick: 'Lossglass',
  value: 0.7999992,
  sample: { inputs: { output1: [[1, 0]], output2: [[0.6, 0.8]] }, targets: { targets: [0] } },
  rows: [
    row(
      'pytorch-metric-learning',
      'losses.ContrastiveLoss(pos_margin=0, neg_margin=1)',
      'nonzero-terms',
      0.89442718,
      {
        factor: null,
        words: 'The distance itself, not its square, of embeddings that are normalised first.',
      },
    ),
    row(
      'sentence-transformers',
      'losses.ContrastiveLoss(distance_metric=cosine_distance, margin=0.5)',
      'mean',
      0.079999991,
      {
        factor: null,
        words:
          'Half the square of 1 less the cosine, with margin 0.5. A label of 1 means same, in Lossglass 0.',
      },
    ),
  ],
}

export const triplet: LossDialects = {
  yardstick: 'PyTorch',
  value: 0.48021318,
  sample: { inputs: { anchor: [[1, 0]], positive: [[0.6, 0.8]], negative: [[0, 1]] }, targets: {} },
  rows: [
    row(
      'torch',
      'F.triplet_margin_loss(anchor, positive, negative, margin=1.0, p=2, eps=1e-6)',
      'mean',
      0.48021318,
      { words: '1e-6 is added to every difference.', also: ['nn.TripletMarginLoss'] },
    ),
    row('mxnet', 'TripletLoss(margin=1)', 'per-sample', 0, {
      factor: null,
      words: 'Squared distances: neither the value nor the margin compares.',
    }),
    row(
      'optax',
      'triplet_margin_loss(anchors, positives, negatives, norm_degree=2, margin=1.0, eps=1e-6)',
      'per-sample',
      0.48021383,
      { words: 'The eps stands in the root, not on each difference.' },
    ),
    row(
      'paddle',
      'F.triplet_margin_loss(input, positive, negative, margin=1.0, p=2, epsilon=1e-6)',
      'mean',
      0.48021318,
    ),
    row('pytorch-metric-learning', 'losses.TripletMarginLoss(margin=0.05)', 'nonzero-terms', 0, {
      factor: null,
      words: 'Margin 0.05 by default, and the mean is over the triplets that cost something.',
    }),
  ],
}

export const marginRanking: LossDialects = {
  yardstick: 'PyTorch',
  value: 0.75,
  sample: {
    inputs: { output1: [1, 2], output2: [2, 1] },
    targets: { targets: [1, 1] },
    params: { margin: 0.5 },
  },
  rows: [
    row('torch', 'F.margin_ranking_loss(input1, input2, target, margin=0.5)', 'mean', 0.75, {
      words: 'The margin is 0 unless given.',
      also: ['nn.MarginRankingLoss'],
    }),
    row('paddle', 'F.margin_ranking_loss(input, other, label, margin=0.5)', 'mean', 0.75, {
      words: 'The margin is 0 unless given.',
    }),
  ],
}

export const infoNce: LossDialects = {
  yardstick: 'Lossglass',
  value: 2.9668017,
  sample: {
    inputs: {
      output1: [
        [1, 0],
        [0, 1],
      ],
      output2: [
        [0.6, 0.8],
        [0.8, 0.6],
      ],
    },
    targets: {},
  },
  rows: [
    row('optax', 'ntxent(embeddings, labels, temperature=0.07)', 'mean', 4.0789988, {
      factor: null,
      words: 'Its temperature is 0.07, in Lossglass 0.1.',
    }),
    row('pytorch-metric-learning', 'losses.NTXentLoss(temperature=0.07)', 'mean', 4.0789986, {
      factor: null,
      words: 'Its temperature is 0.07, in Lossglass 0.1.',
    }),
  ],
}
